package io.github.managedflink.local.glue;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;

/** AWS Glue: schema registries. */
public final class GlueDescription implements ServiceDescription {
    private static final String ARN = "arn:{partition}:glue:{region}:{account}:registry/{name}";

    @Override
    public String name() {
        return "glue";
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(ResourceType.of("AWS::Glue::Registry")
                .named("Name", 255)
                .ref(ARN)
                .attribute("Arn", ARN));
    }
}
