package io.github.managedflink.jobs.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import java.math.BigDecimal;
import java.util.List;

/**
 * Records as the trees that the validator of JSON Schema takes, with the values that {@code JsonRecordWriter} writes.
 */
final class JsonTrees {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /**
     * Beyond the range of doubles. The validator would write such numbers out, and 1E+999999999 has a billion digits.
     */
    private static final int MAX_EXPONENT = 400;

    private JsonTrees() {}

    static JsonNode of(DataRecord record) throws RecordFault {
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < record.size(); i++) {
            object.set(record.nameAt(i), of(record.valueAt(i)));
        }
        return object;
    }

    private static JsonNode of(Object value) throws RecordFault {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof DataRecord) {
            return of((DataRecord) value);
        }
        if (value instanceof List) {
            ArrayNode array = NODES.arrayNode();
            for (Object each : (List<?>) value) {
                array.add(of(each));
            }
            return array;
        }
        if (value instanceof Long) {
            return NODES.numberNode((Long) value);
        }
        if (value instanceof Double) {
            return NODES.numberNode((Double) value);
        }
        if (value instanceof JsonNumber) {
            return number(((JsonNumber) value).text());
        }
        if (value instanceof BigDecimal) {
            return number((BigDecimal) value);
        }
        if (value instanceof Boolean) {
            return NODES.booleanNode((Boolean) value);
        }
        return NODES.textNode(value.toString());
    }

    private static JsonNode number(String text) throws RecordFault {
        try {
            return number(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw new RecordFault("the number " + text + " is too large or too small to be checked by the schema");
        }
    }

    private static JsonNode number(BigDecimal number) throws RecordFault {
        if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT
                || Math.abs((long) number.scale()) > MAX_EXPONENT) {
            throw new RecordFault("the number " + number + " is too large or too small to be checked by the schema");
        }
        return number.scale() <= 0 ? NODES.numberNode(number.toBigIntegerExact()) : NODES.numberNode(number);
    }
}
