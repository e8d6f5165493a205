package io.github.managedflink.local.sts;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;

/** AWS STS, which has no resources. */
public final class StsDescription implements ServiceDescription {
    @Override
    public String name() {
        return "sts";
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of();
    }
}
