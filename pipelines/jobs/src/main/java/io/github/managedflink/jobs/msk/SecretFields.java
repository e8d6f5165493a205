package io.github.managedflink.jobs.msk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** The texts in a secret that is a JSON object. No message shows any of them. */
final class SecretFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String arn;
    private final JsonNode fields;

    private SecretFields(String arn, JsonNode fields) {
        this.arn = arn;
        this.fields = fields;
    }

    /**
     * @param arn the secret's ARN, for messages
     * @throws IllegalStateException if the text is no JSON object
     */
    static SecretFields parse(String arn, String text) {
        JsonNode tree = null;
        try {
            tree = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Falls through without its cause, which might show a part of the secret.
        }
        if (tree == null || !tree.isObject()) {
            throw new IllegalStateException("The secret " + arn + " is no JSON object.");
        }
        return new SecretFields(arn, tree);
    }

    /**
     * The text of a field.
     *
     * @throws IllegalStateException if it is missing
     */
    String get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException("The secret " + arn + " has no text \"" + name + "\"."));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
