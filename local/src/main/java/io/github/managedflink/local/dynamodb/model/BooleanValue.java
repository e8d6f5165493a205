package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

/** True or false. */
public record BooleanValue(boolean isTrue) implements AttributeValue {

    @Override
    public AttributeType type() {
        return AttributeType.BOOL;
    }

    @Override
    public JsonNode content() {
        return BooleanNode.valueOf(isTrue);
    }

    @Override
    public int size() {
        return 1;
    }
}
