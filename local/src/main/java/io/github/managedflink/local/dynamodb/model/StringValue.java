package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** A text. */
public record StringValue(String text) implements ScalarValue {

    @Override
    public AttributeType type() {
        return AttributeType.S;
    }

    @Override
    public JsonNode content() {
        return TextNode.valueOf(text);
    }

    @Override
    public int size() {
        return utf8Length(text);
    }

    /** How many bytes a text has in UTF-8. */
    static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length++;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                // Two surrogates are one character of four bytes.
                length += 2;
            } else {
                length += 3;
            }
        }
        return length;
    }

    @Override
    public int compareTo(ScalarValue other) {
        String second = ((StringValue) other).text;
        int end = Math.min(text.length(), second.length());
        for (int i = 0; i < end; i++) {
            char one = text.charAt(i);
            char two = second.charAt(i);
            if (one != two) {
                // Characters beyond the first 65,536 come last in UTF-8, and not in UTF-16.
                return Character.isSurrogate(one) == Character.isSurrogate(two)
                        ? Character.compare(one, two)
                        : Boolean.compare(Character.isSurrogate(one), Character.isSurrogate(two));
            }
        }
        return Integer.compare(text.length(), second.length());
    }

    @Override
    public boolean isStartOf(ScalarValue other) {
        return ((StringValue) other).text.startsWith(text);
    }

    @Override
    public Optional<ScalarValue> behindAllItStarts() {
        int end = text.length();
        while (end > 0 && text.codePointBefore(end) == Character.MAX_CODE_POINT) {
            end -= Character.charCount(Character.MAX_CODE_POINT);
        }
        if (end == 0) {
            return Optional.empty();
        }
        int last = text.codePointBefore(end);
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return Optional.of(
                new StringValue(text.substring(0, end - Character.charCount(last)) + Character.toString(next)));
    }

    @Override
    public boolean isEmpty() {
        return text.isEmpty();
    }
}
