package io.github.managedflink.local.secretsmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.HostedService;
import io.github.managedflink.local.template.AssemblyException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets. Where the template generates a part, or no stack has the secret, that part is the word {@code local},
 * which is no secret.
 */
public final class SecretsResources extends HostedService {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String GENERATED = "local";

    private final SecretsManagerStandIn standIn = new SecretsManagerStandIn();
    private final Map<String, String> values = new HashMap<>();

    public SecretsResources() {
        super("secretsmanager");
    }

    @Override
    public SecretsManagerStandIn standIn() {
        return standIn;
    }

    @Override
    protected Optional<String> arnOf(Resource resource) {
        return resource.type().equals("AWS::SecretsManager::Secret")
                ? Optional.of(resource.attribute("Id"))
                : Optional.empty();
    }

    @Override
    protected void create(String arn, Optional<Resource> secret, ApplicationNeeds needs) {
        put(arn, secret.map(SecretsResources::valueOf).orElse(GENERATED));
    }

    /** Gives a secret that was created another value. */
    public void put(String arn, String value) {
        values.put(arn, value);
        standIn.putSecret(arn, value);
    }

    /** A text of a secret whose value is a JSON object, if it has it. */
    public Optional<String> field(String arn, String name) {
        return Optional.ofNullable(values.get(arn))
                .map(SecretsResources::jsonOrMissing)
                .map(value -> value.get(name))
                .map(JsonNode::asText);
    }

    private static JsonNode jsonOrMissing(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static String valueOf(Resource secret) {
        JsonNode given = secret.property("SecretString");
        if (given.isTextual()) {
            return given.asText();
        }
        JsonNode generator = secret.property("GenerateSecretString");
        if (!generator.has("GenerateStringKey")) {
            return GENERATED;
        }
        try {
            ObjectNode value = (ObjectNode)
                    JSON.readTree(generator.path("SecretStringTemplate").asText());
            return value.put(generator.path("GenerateStringKey").asText(), GENERATED)
                    .toString();
        } catch (JsonProcessingException e) {
            throw new AssemblyException(
                    "The SecretStringTemplate of " + secret + " is no JSON: " + e.getOriginalMessage());
        }
    }
}
