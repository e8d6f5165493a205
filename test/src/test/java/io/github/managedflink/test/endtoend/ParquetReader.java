package io.github.managedflink.test.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.test.node.NodeProcess;
import java.nio.file.Path;
import java.util.List;

/** Reads Parquet files with a library that has nothing in common with the one that wrote them. */
final class ParquetReader {
    private static final JsonMapper JSON = new JsonMapper();

    private final NodeProcess reader = NodeProcess.start("read-parquet.mjs");

    /** The rows of a file; timestamps are texts in ISO-8601. */
    List<JsonNode> rows(Path file) {
        return reader.ask(JSON.createObjectNode().put("file", file.toString()))
                .valueStream()
                .toList();
    }
}
