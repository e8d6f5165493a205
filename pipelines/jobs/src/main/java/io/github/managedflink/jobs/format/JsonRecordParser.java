package io.github.managedflink.jobs.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One JSON object a message, strictly by RFC 8259, names unique; at most {@value #MAX_DEPTH} levels deep, numbers of at
 * most 1,000 digits.
 *
 * <p>Where fields are selected, the others are skipped, and reading ends with the last selected one; of what follows
 * {@link JsonTail} checks the structure alone. Not found are, then, a name that occurs twice unless both are read, and
 * behind the last selected field a wrong literal, number, escape or separator.
 */
final class JsonRecordParser extends TextRecordParser {
    static final int MAX_DEPTH = 1000;

    private static final int MAX_NUMBER_LENGTH = 1000;

    private static final Pattern NOT_A_NUMBER = Pattern.compile("Non-standard token '([^']+)'");
    private static final Pattern SETTINGS =
            Pattern.compile(": enable `[^`]*` to allow|, from `[^`]*`| \\(not recognized as one since Feature[^)]*\\)"
                    + "| \\(start marker at \\[[^]]*]\\)");

    private final JsonFactory factory = JsonFactory.builder()
            // RFC 8259 leaves UTF-8 alone, and a guess makes UTF-32 of other binary data.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    // Kinesis has no larger records than 10 MiB; the names' limit is of no use beyond it.
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .recyclerPool(new OneRecycler())
            .build();

    /** Null if all fields are needed. */
    private final FieldSelection selection;

    private final int selected;
    private final JsonTail tail = new JsonTail();
    /**
     * Of the present message: how many selected fields are still to be found, and how many objects were open when none
     * was.
     */
    private int missing;

    private int openObjects;

    JsonRecordParser(FieldSelection selection) {
        this.selection = selection;
        this.selected = selection == null ? 0 : selection.wholeFields();
    }

    @Override
    DataRecord parse(byte[] message, int from, int to) throws RecordFault {
        try (JsonParser parser = factory.createParser(message, from, to - from)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new RecordFault(first == null ? EMPTY : "not a JSON object but " + noun(first));
            }
            missing = selected;
            openObjects = 0;
            DataRecord record = selection == null ? object(parser) : object(parser, selection);
            if (openObjects > 0) {
                tail.check(message, to - parser.releaseBuffered(OutputStream.nullOutputStream()), openObjects);
                return record;
            }
            if (parser.nextToken() != null) {
                throw new RecordFault("something follows the JSON object, at byte "
                        + (from + parser.currentTokenLocation().getByteOffset()));
            }
            return record;
        } catch (JsonProcessingException e) {
            throw new RecordFault("not valid JSON: " + reason(e.getOriginalMessage())
                    + (e.getLocation() == null
                            ? ""
                            : " (line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr() + ")"));
        } catch (IOException e) {
            throw new RecordFault("not valid JSON: " + e.getMessage());
        }
    }

    private static DataRecord object(JsonParser parser) throws IOException, RecordFault {
        DataRecord record = new DataRecord();
        String name;
        while ((name = parser.nextFieldName()) != null) {
            if (!record.add(name, value(parser, parser.nextToken()))) {
                throw new RecordFault("the name \"" + name + "\" occurs twice in one object");
            }
        }
        return record;
    }

    /** The selected fields of an object; when none is missing any more, the rest of the message is not read. */
    private DataRecord object(JsonParser parser, FieldSelection fields) throws IOException, RecordFault {
        DataRecord record = new DataRecord(fields.size());
        String name;
        while ((name = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            FieldSelection field = fields.part(name);
            if (field == null) {
                parser.skipChildren();
                continue;
            }
            boolean isPart = !field.isWhole() && token == JsonToken.START_OBJECT;
            if (!record.add(name, isPart ? object(parser, field) : value(parser, token))) {
                throw new RecordFault("the name \"" + name + "\" occurs twice in one object");
            }
            if (!isPart) {
                missing -= field.wholeFields();
            }
            if (missing == 0) {
                openObjects++;
                return record;
            }
        }
        return record;
    }

    private static List<Object> array(JsonParser parser) throws IOException, RecordFault {
        List<Object> list = new ArrayList<>();
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            list.add(value(parser, token));
        }
        return list;
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException, RecordFault {
        switch (token) {
            case VALUE_STRING:
                return parser.getText();
            case VALUE_NUMBER_INT:
                return integer(parser);
            case VALUE_NUMBER_FLOAT:
                return new JsonNumber(parser.getText());
            case VALUE_TRUE:
                return true;
            case VALUE_FALSE:
                return false;
            case VALUE_NULL:
                return null;
            case START_OBJECT:
                return object(parser);
            case START_ARRAY:
                return array(parser);
            default:
                throw new RecordFault("not valid JSON: unexpected " + token);
        }
    }

    private static Object integer(JsonParser parser) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return new JsonNumber(parser.getText());
        }
        long value = parser.getLongValue();
        // -0 would lose its sign.
        return value == 0 && parser.getTextLength() > 1 ? new JsonNumber(parser.getText()) : (Object) value;
    }

    private static String noun(JsonToken token) {
        switch (token) {
            case START_ARRAY:
                return "an array";
            case VALUE_STRING:
                return "a string";
            case VALUE_NULL:
                return "null";
            default:
                return token.isNumeric() ? "a number" : "true or false";
        }
    }

    /** What Jackson says, without the settings of Jackson that nobody here can change. */
    private static String reason(String message) {
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        Matcher notANumber = NOT_A_NUMBER.matcher(line);
        return notANumber.lookingAt()
                ? notANumber.group(1) + " is no number of JSON; write null in its place, or leave the field out"
                : SETTINGS.matcher(line).replaceAll("");
    }

    /**
     * The buffers of the one thread that uses this parser; Jackson would look for them among those of all threads, for
     * each message.
     */
    private static final class OneRecycler implements RecyclerPool<BufferRecycler> {
        private static final long serialVersionUID = 1L;

        private transient BufferRecycler recycler;

        @Override
        public BufferRecycler acquirePooled() {
            if (recycler == null) {
                recycler = new BufferRecycler();
            }
            return recycler;
        }

        @Override
        public void releasePooled(BufferRecycler released) {
            recycler = released;
        }
    }
}
