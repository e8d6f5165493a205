package io.github.managedflink.local.access;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;

/** AWS KMS: keys and their aliases. */
public final class KmsDescription implements ServiceDescription {
    @Override
    public String name() {
        return "kms";
    }

    @Override
    public boolean hasStandIn() {
        return false;
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(

                // A key has no name of its own: its generated one stands for the key id.
                ResourceType.of("AWS::KMS::Key")
                        .generatedName(36)
                        .attribute("Arn", "arn:{partition}:kms:{region}:{account}:key/{name}")
                        .attribute("KeyId", "{name}")
                        .policy("KeyPolicy", key -> List.of(key.attribute("Arn"))),
                ResourceType.of("AWS::KMS::Alias").named("AliasName", 256));
    }
}
