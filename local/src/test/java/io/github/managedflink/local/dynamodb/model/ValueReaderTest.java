package io.github.managedflink.local.dynamodb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.http.AwsError;
import org.junit.jupiter.api.Test;

/**
 * How deep values may lie in each other.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas of
 *     DynamoDB</a>
 */
class ValueReaderTest {

    @Test
    void takesThirtyOneListsAndMapsInEachOther() throws JsonProcessingException {
        assertThat(ValueReader.read(list(nested(15)))).isInstanceOf(ListValue.class);
    }

    @Test
    void refusesMoreLevels() {
        assertThatThrownBy(() -> ValueReader.read(nested(16)))
                .isInstanceOf(AwsError.class)
                .hasMessage("Nesting Levels have exceeded supported limits");
        assertThatThrownBy(() -> ValueReader.read(nested(200))).isInstanceOf(AwsError.class);
    }

    private static JsonNode list(JsonNode element) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("L").add(element);
        return list;
    }

    /** A text in so many lists, each with a map in it. */
    private static JsonNode nested(int pairs) throws JsonProcessingException {
        String json = "{\"L\": [{\"M\": {\"x\": ".repeat(pairs) + "{\"S\": \"\"}" + "}}]}".repeat(pairs);
        return new ObjectMapper().readTree(json);
    }
}
