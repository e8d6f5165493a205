package io.github.managedflink.local.kpi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;

/**
 * Reads the records that sinks took from the files that a run wrote. What holds no lines of JSON objects is passed
 * over, from its first other line on.
 */
final class OutputRecords {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String ITEMS = "items.jsonl";
    /** Where in a line the record is, for the services that have more to tell of it. */
    private static final List<String> WRAPPINGS = List.of("/message", "/detail", "/data", "/value", "/document");

    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;

    private OutputRecords() {}

    /** Hands over each line of a file with the record in it; for a message that is no JSON, that is the line itself. */
    static void forEach(Path file, BiConsumer<JsonNode, JsonNode> lineAndRecord) {
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null && line.startsWith("{"); line = lines.readLine()) {
                Optional<JsonNode> node = object(line);
                if (node.isEmpty()) {
                    return;
                }
                lineAndRecord.accept(node.get(), record(file, node.get()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty of the first line of an object that has several, for example. */
    private static Optional<JsonNode> object(String line) {
        try {
            return Optional.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean gzipped = in.read() == GZIP_MAGIC_1 && in.read() == GZIP_MAGIC_2;
        in.reset();
        // Bytes that are no text, as of Parquet, give a first line that is no JSON.
        return new BufferedReader(
                new InputStreamReader(gzipped ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8));
    }

    private static JsonNode record(Path file, JsonNode line) {
        if (file.getFileName().toString().equals(ITEMS)) {
            return fields(line);
        }
        return WRAPPINGS.stream()
                .map(line::at)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(line);
    }

    /** The fields of an object whose values have DynamoDB's types. */
    private static ObjectNode fields(JsonNode item) {
        ObjectNode fields = NODES.objectNode();
        item.properties().forEach(attribute -> fields.set(attribute.getKey(), value(attribute.getValue())));
        return fields;
    }

    private static JsonNode value(JsonNode typed) {
        Map.Entry<String, JsonNode> value = typed.properties().iterator().next();
        return switch (value.getKey()) {
            case "N" -> NODES.numberNode(new BigDecimal(value.getValue().asText()));
            case "NULL" -> NODES.nullNode();
            case "M" -> fields(value.getValue());
            case "L" -> {
                ArrayNode list = NODES.arrayNode();
                value.getValue().forEach(element -> list.add(value(element)));
                yield list;
            }
            default -> value.getValue();
        };
    }
}
