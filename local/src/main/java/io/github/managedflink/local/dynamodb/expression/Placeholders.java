package io.github.managedflink.local.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.JsonValues;
import io.github.managedflink.local.dynamodb.model.ValueReader;
import io.github.managedflink.local.http.AwsError;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The names and values that the expressions of a request use by placeholders, and those that none has used yet. */
final class Placeholders {

    static final String NAMES = "ExpressionAttributeNames";
    static final String VALUES = "ExpressionAttributeValues";
    private static final int MAX_LENGTH = 255;
    private static final Pattern NAME = Pattern.compile("#[0-9a-zA-Z_]+");
    private static final Pattern VALUE = Pattern.compile(":[0-9a-zA-Z_]+");

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final Set<String> unusedNames;
    private final Set<String> unusedValues;

    private Placeholders(JsonNode request) {
        properties(request, NAMES, NAME).forEach((key, name) -> names.put(key, JsonValues.text(name)));
        properties(request, VALUES, VALUE).forEach((key, value) -> values.put(key, read(key, value)));
        this.unusedNames = new LinkedHashSet<>(names.keySet());
        this.unusedValues = new LinkedHashSet<>(values.keySet());
    }

    /** @throws AwsError if the service takes no such placeholders */
    static Placeholders of(JsonNode request) {
        return new Placeholders(request);
    }

    private static Map<String, JsonNode> properties(JsonNode request, String parameter, Pattern keys) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        if (request.hasNonNull(parameter)) {
            request.get(parameter).properties().forEach(each -> properties.put(each.getKey(), each.getValue()));
            if (properties.isEmpty()) {
                throw DynamoDbErrors.validation(parameter + " must not be empty");
            }
        }
        for (String key : properties.keySet()) {
            if (!keys.matcher(key).matches()) {
                throw DynamoDbErrors.validation(
                        parameter + " contains invalid key: Syntax error; key: \"" + key + "\"");
            }
            if (key.length() > MAX_LENGTH) {
                throw DynamoDbErrors.validation(parameter
                        + " contains invalid key: The expression attribute map contains a key that is too long; key: "
                        + key);
            }
        }
        return properties;
    }

    private static AttributeValue read(String key, JsonNode value) {
        try {
            return ValueReader.read(value);
        } catch (AwsError e) {
            throw e.code().equals(DynamoDbErrors.VALIDATION)
                    ? DynamoDbErrors.validation(
                            VALUES + " contains invalid value: " + e.getMessage() + " for key " + key)
                    : e;
        }
    }

    Optional<String> name(String placeholder) {
        unusedNames.remove(placeholder);
        return Optional.ofNullable(names.get(placeholder));
    }

    Optional<AttributeValue> value(String placeholder) {
        unusedValues.remove(placeholder);
        return Optional.ofNullable(values.get(placeholder));
    }

    /** @throws AwsError if they are not */
    void checkAllUsed() {
        checkAllUsed(NAMES, unusedNames);
        checkAllUsed(VALUES, unusedValues);
    }

    private static void checkAllUsed(String parameter, Set<String> unused) {
        if (!unused.isEmpty()) {
            throw DynamoDbErrors.validation("Value provided in " + parameter + " unused in expressions: keys: {"
                    + String.join(", ", unused) + "}");
        }
    }
}
