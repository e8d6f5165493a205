package io.github.managedflink.local.kinesis.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.kinesis.model.KinesisError;
import io.github.managedflink.local.kinesis.model.KinesisException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The members of a request, or of an object in one. A member that is null counts as absent. */
public final class WireRequest {

    private final WireFormat format;
    private final JsonNode node;

    WireRequest(WireFormat format, JsonNode node) {
        this.format = format;
        this.node = node;
    }

    public Optional<String> text(String name) {
        return member(name, JsonNode::isTextual, "text").map(JsonNode::textValue);
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** A whole number within bounds, both included. */
    public Optional<Integer> integer(String name, int min, int max) {
        return member(name, JsonNode::isIntegralNumber, "a whole number").map(number -> {
            if (!number.canConvertToInt() || number.intValue() < min || number.intValue() > max) {
                throw KinesisException.validation(name + " must be from " + min + " to " + max + ", not " + number);
            }
            return number.intValue();
        });
    }

    public boolean flag(String name) {
        return member(name, JsonNode::isBoolean, "a boolean")
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    public Optional<Instant> timestamp(String name) {
        return member(name, JsonNode::isNumber, "a timestamp").map(format::readTimestamp);
    }

    /** Bytes: base64 text in JSON. */
    public byte[] requiredBinary(String name) {
        JsonNode value = member(name, member -> member.isBinary() || member.isTextual(), "bytes")
                .orElseThrow(() -> missing(name));
        try {
            return value.binaryValue();
        } catch (IOException e) {
            throw new KinesisException(KinesisError.SERIALIZATION, name + " is not base64: " + e.getMessage());
        }
    }

    /** One of an enum's constants, by its name. */
    public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return text(name).map(value -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(value)) {
                    return constant;
                }
            }
            throw KinesisException.validation(
                    name + " must be one of " + List.of(type.getEnumConstants()) + ", not " + value);
        });
    }

    public <E extends Enum<E>> E requiredConstant(String name, Class<E> type) {
        return constant(name, type).orElseThrow(() -> missing(name));
    }

    public Optional<WireRequest> object(String name) {
        return member(name, JsonNode::isObject, "an object").map(value -> new WireRequest(format, value));
    }

    public WireRequest requiredObject(String name) {
        return object(name).orElseThrow(() -> missing(name));
    }

    /** The objects of a list that must be there, in number within bounds. */
    public List<WireRequest> requiredList(String name, int min, int max) {
        JsonNode list = member(name, JsonNode::isArray, "a list").orElseThrow(() -> missing(name));
        if (list.size() < min || list.size() > max) {
            throw KinesisException.validation(
                    name + " must have " + min + " to " + max + " members, not " + list.size());
        }
        List<WireRequest> objects = new ArrayList<>(list.size());
        for (JsonNode element : list) {
            if (!element.isObject()) {
                throw wrongType(name, "a list of objects");
            }
            objects.add(new WireRequest(format, element));
        }
        return objects;
    }

    public List<String> requiredTexts(String name) {
        JsonNode list = member(name, JsonNode::isArray, "a list").orElseThrow(() -> missing(name));
        List<String> texts = new ArrayList<>(list.size());
        for (JsonNode element : list) {
            if (!element.isTextual()) {
                throw wrongType(name, "a list of texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    public Map<String, String> textMap(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        member(name, JsonNode::isObject, "a map")
                .ifPresent(object -> object.properties().forEach(entry -> {
                    if (!entry.getValue().isTextual()) {
                        throw wrongType(name, "a map of texts");
                    }
                    map.put(entry.getKey(), entry.getValue().textValue());
                }));
        return map;
    }

    private Optional<JsonNode> member(String name, Predicate<JsonNode> hasType, String type) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!hasType.test(value)) {
            throw wrongType(name, type);
        }
        return Optional.of(value);
    }

    private static KinesisException missing(String name) {
        return KinesisException.validation(name + " is missing");
    }

    private static KinesisException wrongType(String name, String type) {
        return new KinesisException(KinesisError.SERIALIZATION, name + " must be " + type);
    }
}
