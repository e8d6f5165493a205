package io.github.managedflink.jobs.format;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.ExactDouble;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Writes records as JSON in UTF-8 into one buffer that is used again. Half of a surrogate pair, which JSON can hold
 * escaped and UTF-8 cannot, stays escaped. For one thread.
 */
public final class JsonRecordWriter {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_NUMBER = 24;
    /** The most bytes that one char becomes: {@code \\uXXXX}. */
    private static final int MAX_CHAR = 6;
    /** ASCII characters that a string holds as they are. */
    private static final boolean[] PLAIN = new boolean[128];

    static {
        Arrays.fill(PLAIN, 0x20, 128, true);
        PLAIN['"'] = false;
        PLAIN['\\'] = false;
    }

    private byte[] buffer = new byte[1024];
    private int size;

    /** The record and a line feed. */
    public byte[] line(DataRecord record) throws RecordFault {
        size = 0;
        object(record);
        put('\n');
        return Arrays.copyOf(buffer, size);
    }

    /** A record, a list or a single value, without a line feed. */
    public byte[] bytes(Object value) throws RecordFault {
        size = 0;
        value(value);
        return Arrays.copyOf(buffer, size);
    }

    /** As {@link #bytes}, as a text. */
    public String text(Object value) throws RecordFault {
        size = 0;
        value(value);
        return new String(buffer, 0, size, StandardCharsets.UTF_8);
    }

    private void object(DataRecord record) throws RecordFault {
        put('{');
        for (int i = 0; i < record.size(); i++) {
            if (i > 0) {
                put(',');
            }
            string(record.nameAt(i));
            put(':');
            value(record.valueAt(i));
        }
        put('}');
    }

    private void value(Object value) throws RecordFault {
        if (value instanceof String) {
            string((String) value);
        } else if (value instanceof Long) {
            ensure(MAX_NUMBER);
            size = NumberOutput.outputLong((Long) value, buffer, size);
        } else if (value instanceof JsonNumber) {
            ascii(((JsonNumber) value).text());
        } else if (value == null) {
            raw(NULL);
        } else if (value instanceof Boolean) {
            raw((Boolean) value ? TRUE : FALSE);
        } else if (value instanceof Double) {
            number((Double) value);
        } else if (value instanceof DataRecord) {
            object((DataRecord) value);
        } else if (value instanceof List) {
            array((List<?>) value);
        } else if (value instanceof BigDecimal) {
            ascii(value.toString());
        } else if (value instanceof Instant) {
            string(value.toString());
        } else {
            throw new IllegalStateException("no record value: " + value.getClass());
        }
    }

    private void array(List<?> list) throws RecordFault {
        put('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                put(',');
            }
            value(list.get(i));
        }
        put(']');
    }

    private void number(double value) throws RecordFault {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new RecordFault("JSON has no number " + value);
        }
        ascii(ExactDouble.text(value));
    }

    @SuppressWarnings("deprecation") // Copies the low bytes, which is all there is of ASCII, without an encoder.
    private void ascii(String text) {
        int length = text.length();
        ensure(length);
        text.getBytes(0, length, buffer, size);
        size += length;
    }

    private void string(String text) {
        int length = text.length();
        ensure(length + 2);
        byte[] out = buffer;
        int at = size;
        out[at++] = '"';
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (c >= 128 || !PLAIN[c]) {
                break;
            }
            out[at++] = (byte) c;
            i++;
        }
        size = at;
        if (i < length) {
            rest(text, i);
        }
        put('"');
    }

    private void rest(String text, int from) {
        int length = text.length();
        for (int i = from; i < length; i++) {
            ensure(MAX_CHAR);
            char c = text.charAt(i);
            if (c < 128) {
                if (PLAIN[c]) {
                    buffer[size++] = (byte) c;
                } else {
                    escape(c);
                }
            } else if (c < 0x800) {
                buffer[size++] = (byte) (0xC0 | (c >> 6));
                buffer[size++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                buffer[size++] = (byte) (0xF0 | (point >> 18));
                buffer[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
                buffer[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
                buffer[size++] = (byte) (0x80 | (point & 0x3F));
            } else if (Character.isSurrogate(c)) {
                unicodeEscape(c);
            } else {
                buffer[size++] = (byte) (0xE0 | (c >> 12));
                buffer[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                buffer[size++] = (byte) (0x80 | (c & 0x3F));
            }
        }
    }

    private void escape(char c) {
        switch (c) {
            case '"':
            case '\\':
                shortEscape(c);
                break;
            case '\n':
                shortEscape('n');
                break;
            case '\r':
                shortEscape('r');
                break;
            case '\t':
                shortEscape('t');
                break;
            default:
                unicodeEscape(c);
        }
    }

    private void shortEscape(char letter) {
        buffer[size++] = '\\';
        buffer[size++] = (byte) letter;
    }

    private void unicodeEscape(char c) {
        buffer[size++] = '\\';
        buffer[size++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            buffer[size++] = HEX[(c >> shift) & 0xF];
        }
    }

    private void raw(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void put(char ascii) {
        ensure(1);
        buffer[size++] = (byte) ascii;
    }

    private void ensure(int more) {
        if (more > buffer.length - size) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), buffer.length * 2));
        }
    }
}
