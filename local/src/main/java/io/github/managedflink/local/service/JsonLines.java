package io.github.managedflink.local.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.managedflink.local.files.OwnFolder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Files of one JSON object a line. */
public final class JsonLines {
    private static final JsonMapper JSON = new JsonMapper();
    /** Half of a surrogate pair, which no UTF-8 can hold; two that belong together are one character. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+");

    private JsonLines() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * Writes a file.
     *
     * @param lines hands each object over
     * @return the file
     */
    public static Path write(OwnFolder folder, String name, Consumer<Consumer<JsonNode>> lines) throws IOException {
        try (BufferedWriter writer = folder.createText(name)) {
            lines.accept(object -> writeLine(writer, object));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return folder.path(name);
    }

    private static void writeLine(BufferedWriter writer, JsonNode object) {
        try {
            writer.write(LONE_SURROGATE.matcher(object.toString()).replaceAll(half -> "\\\\u%04x"
                    .formatted((int) half.group().charAt(0))));
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds bytes to an object: as the JSON object that they hold, else as text, else in base64 under the name with
     * {@code Base64} after it.
     */
    public static void putBytes(ObjectNode object, String name, byte[] bytes) {
        if (bytes == null) {
            object.putNull(name);
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            object.set(name, jsonOrText(text));
        } catch (CharacterCodingException e) {
            object.set(name + "Base64", BinaryNode.valueOf(bytes));
        }
    }

    /** What a text shows as: itself where it is one JSON object, else as a JSON string. */
    public static JsonNode jsonOrText(String text) {
        return isJsonObject(text) ? asWritten(text) : JSON.getNodeFactory().textNode(text);
    }

    /**
     * A JSON object in the characters in which it was written: to read it would change its numbers, which tell
     * {@code 12.50} from {@code 12.5}. Only line ends, which are white space there, become blanks, so that it keeps to
     * one line.
     */
    public static JsonNode asWritten(String object) {
        return JSON.getNodeFactory()
                .rawValueNode(new RawValue(LINE_ENDS.matcher(object.strip()).replaceAll(" ")));
    }

    private static boolean isJsonObject(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            // Whatever follows would make a line of it that is no JSON.
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
