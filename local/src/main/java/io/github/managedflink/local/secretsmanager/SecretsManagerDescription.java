package io.github.managedflink.local.secretsmanager;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;
import java.util.Map;

/** AWS Secrets Manager: secrets. */
public final class SecretsManagerDescription implements ServiceDescription {
    /** The service adds six characters to a secret's name. */
    private static final String ARN = "arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-AbCdEf";

    @Override
    public String name() {
        return "secretsmanager";
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(
                ResourceType.of("AWS::SecretsManager::Secret")
                        .named("Name", 512)
                        .ref(ARN)
                        .attribute("Id", ARN)
                        .encryptedWith("KmsKeyId"),
                ResourceType.of("AWS::SecretsManager::ResourcePolicy")
                        .policy(
                                "ResourcePolicy",
                                policy -> List.of(policy.property("SecretId").asText())));
    }

    @Override
    public List<String> keyActions(String action) {
        return action.equals("GetSecretValue") ? List.of("Decrypt") : List.of();
    }

    @Override
    public Map<String, String> encryptionContext(String arn) {
        return Map.of("SecretARN", arn);
    }
}
