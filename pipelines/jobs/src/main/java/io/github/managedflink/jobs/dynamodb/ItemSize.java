package io.github.managedflink.jobs.dynamodb;

import io.github.managedflink.jobs.format.Utf8;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size that counts towards the 400 KB of an item.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item
 *     sizes and formats</a>
 */
final class ItemSize {
    private static final long NULL_OR_BOOLEAN = 1;
    private static final long OF_EACH_CONTAINER = 3;
    private static final long OF_EACH_ELEMENT = 1;

    private ItemSize() {}

    static long of(Map<String, AttributeValue> item) {
        long size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += Utf8.length(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    private static long of(AttributeValue value) {
        switch (value.type()) {
            case S:
                return Utf8.length(value.s());
            case N:
                return ofNumber(value.n());
            case M:
                return OF_EACH_CONTAINER + value.m().size() * OF_EACH_ELEMENT + of(value.m());
            case L:
                return OF_EACH_CONTAINER + value.l().size() * OF_EACH_ELEMENT + of(value.l());
            default:
                return NULL_OR_BOOLEAN;
        }
    }

    private static long of(List<AttributeValue> list) {
        long size = 0;
        for (AttributeValue element : list) {
            size += of(element);
        }
        return size;
    }

    /** A byte for each two significant digits, without zeros at either end, one more, and one for the sign. */
    private static long ofNumber(String number) {
        int first = -1;
        int last = -1;
        int points = 0;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= '1' && c <= '9') {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0) {
            return 1;
        }
        for (int i = first; i <= last; i++) {
            points += number.charAt(i) == '.' ? 1 : 0;
        }
        int digits = last - first + 1 - points;
        return (digits + 1L) / 2 + 1 + (number.charAt(0) == '-' ? 1 : 0);
    }
}
