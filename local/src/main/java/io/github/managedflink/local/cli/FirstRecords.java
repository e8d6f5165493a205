package io.github.managedflink.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.presentation.TextTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * The first records of an output, as a table: what a sink received of each, without what its service puts around it.
 */
final class FirstRecords {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> SUFFIXES = Set.of(".json", ".jsonl", ".json.gz", ".jsonl.gz");

    /** What services put around a record, by a name that is beside it. */
    private static final Map<String, String> ENVELOPES = Map.of(
            "sequenceNumber", "data",
            "offset", "value",
            "messageId", "message",
            "detail-type", "detail",
            "index", "document");

    /** The types of attributes of DynamoDB. */
    private static final Set<String> ATTRIBUTE_TYPES =
            Set.of("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS");

    private FirstRecords() {}

    /**
     * Reads the first records of some files.
     *
     * @return empty if they hold no lines of JSON objects
     */
    static Optional<TextTable> of(List<Path> files, int most) {
        List<Map<String, String>> records = files.stream()
                .filter(file -> SUFFIXES.stream().anyMatch(file.toString()::endsWith))
                .sorted()
                .flatMap(file -> lines(file, most).stream())
                .limit(most)
                .flatMap(line -> fields(line).stream())
                .toList();
        if (records.isEmpty()) {
            return Optional.empty();
        }
        Set<String> names = new LinkedHashSet<>();
        records.forEach(record -> names.addAll(record.keySet()));
        TextTable table = new TextTable(names.toArray(new String[0]));
        records.forEach(record -> table.row(names.stream()
                .map(name -> List.of(record.getOrDefault(name, "")))
                .toList()));
        return Optional.of(table);
    }

    private static List<String> lines(Path file, int most) {
        try (InputStream bytes = Files.newInputStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(
                        isGzipped(file) ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8.newDecoder()))) {
            return reader.lines().limit(most).toList();
        } catch (IOException | UncheckedIOException e) {
            // Bytes that are no UTF-8 are a sink's own; the file is listed all the same.
            return List.of();
        }
    }

    private static boolean isGzipped(Path file) {
        return file.toString().endsWith(".gz");
    }

    private static Optional<Map<String, String>> fields(String line) {
        try {
            JsonNode record = withoutEnvelope(JSON.readTree(line));
            if (!record.isObject()) {
                return Optional.empty();
            }
            Map<String, String> fields = new LinkedHashMap<>();
            record.properties().forEach(each -> fields.put(each.getKey(), shown(plain(each.getValue()))));
            return Optional.of(fields);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static JsonNode withoutEnvelope(JsonNode line) {
        return ENVELOPES.entrySet().stream()
                .filter(each ->
                        line.has(each.getKey()) && line.path(each.getValue()).isObject())
                .map(each -> line.path(each.getValue()))
                .findFirst()
                .orElse(line);
    }

    /** The value of an attribute as DynamoDB writes it, or the value itself. */
    private static JsonNode plain(JsonNode value) {
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        return names.size() == 1 && ATTRIBUTE_TYPES.contains(names.get(0)) ? value.path(names.get(0)) : value;
    }

    private static String shown(JsonNode value) {
        return (value.isValueNode() ? value.asText() : value.toString()).replaceAll("\\p{Cntrl}", " ");
    }
}
