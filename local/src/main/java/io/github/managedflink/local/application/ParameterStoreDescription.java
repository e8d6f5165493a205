package io.github.managedflink.local.application;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;

/** AWS Systems Manager: parameters of the Parameter Store. */
public final class ParameterStoreDescription implements ServiceDescription {
    @Override
    public String name() {
        return "ssm";
    }

    @Override
    public boolean hasStandIn() {
        return false;
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(ResourceType.of("AWS::SSM::Parameter")
                .named("Name", 1011)
                .attribute("Type", "{Type}")
                .attribute("Value", "{Value}"));
    }
}
