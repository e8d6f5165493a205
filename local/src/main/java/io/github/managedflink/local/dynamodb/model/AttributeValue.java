package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The value of an attribute. It does not change, and equals a value of the same type and content.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
public sealed interface AttributeValue permits ScalarValue, BooleanValue, NullValue, SetValue, ListValue, MapValue {

    AttributeType type();

    /** What stands behind the type's name in requests and replies. */
    JsonNode content();

    /**
     * The size in bytes by which the service counts it.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item
     *     sizes and formats</a>
     */
    int size();

    /** As requests and replies hold it, such as {@code {"S": "text"}}. */
    default ObjectNode toJson() {
        return JsonNodeFactory.instance.objectNode().set(type().name(), content());
    }

    /** As errors show it, such as <code>{S:text}</code>. */
    default String inErrors() {
        return "{" + type() + ":" + (content().isValueNode() ? content().asText() : content()) + "}";
    }
}
