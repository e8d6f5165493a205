package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Bytes. */
public final class BinaryValue implements ScalarValue {

    private static final byte LAST = (byte) 0xFF;

    private final byte[] bytes;

    public BinaryValue(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public AttributeType type() {
        return AttributeType.B;
    }

    @Override
    public JsonNode content() {
        return TextNode.valueOf(toString());
    }

    @Override
    public int size() {
        return bytes.length;
    }

    @Override
    public int compareTo(ScalarValue other) {
        return Arrays.compareUnsigned(bytes, ((BinaryValue) other).bytes);
    }

    @Override
    public boolean isStartOf(ScalarValue other) {
        byte[] whole = ((BinaryValue) other).bytes;
        return whole.length >= bytes.length && Arrays.equals(bytes, 0, bytes.length, whole, 0, bytes.length);
    }

    /** Whether another value's bytes stand somewhere among these. */
    public boolean contains(BinaryValue part) {
        for (int i = 0; i + part.bytes.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.bytes.length, part.bytes, 0, part.bytes.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<ScalarValue> behindAllItStarts() {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == LAST) {
            end--;
        }
        if (end == 0) {
            return Optional.empty();
        }
        byte[] behind = Arrays.copyOf(bytes, end);
        behind[end - 1]++;
        return Optional.of(new BinaryValue(behind));
    }

    @Override
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinaryValue value && Arrays.equals(bytes, value.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** In base64. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
