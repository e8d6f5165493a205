package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

/** The value of an attribute that is there and unknown. */
public record NullValue() implements AttributeValue {

    @Override
    public AttributeType type() {
        return AttributeType.NULL;
    }

    @Override
    public JsonNode content() {
        return BooleanNode.TRUE;
    }

    @Override
    public int size() {
        return 1;
    }
}
