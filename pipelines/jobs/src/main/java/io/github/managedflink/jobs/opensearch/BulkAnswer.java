package io.github.managedflink.jobs.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.managedflink.jobs.async.BatchResult;
import java.io.IOException;
import java.util.List;

/**
 * Reads what a bulk request answers.
 *
 * @see <a href="https://docs.opensearch.org/docs/latest/api-reference/document-apis/bulk/">Bulk API</a>
 */
final class BulkAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_ERROR = 300;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private BulkAnswer() {}

    static BatchResult<OpenSearchEntry> read(List<OpenSearchEntry> sent, byte[] body) throws IOException {
        BatchResult<OpenSearchEntry> result = new BatchResult<>();
        JsonNode answer = JSON.readTree(body);
        JsonNode items = answer.path("items");
        if (items.size() != sent.size()) {
            throw new IOException("OpenSearch answers for " + items.size() + " of " + sent.size() + " documents");
        }
        if (answer.path("errors").asBoolean()) {
            for (int i = 0; i < sent.size(); i++) {
                read(sent.get(i), items.get(i), result);
            }
        }
        return result;
    }

    private static void read(OpenSearchEntry entry, JsonNode answer, BatchResult<OpenSearchEntry> result) {
        JsonNode item = answer.path(entry.isDeletion() ? "delete" : "index");
        int status = item.path("status").asInt();
        JsonNode error = item.path("error");
        // What is not there, or whose index is not there, is deleted.
        if (status < FIRST_ERROR || (entry.isDeletion() && status == NOT_FOUND)) {
            return;
        }
        if (entry.hasVersion() && status == CONFLICT) {
            result.superseded();
        } else {
            result.told(entry, status, error.path("type").asText(), reason(error));
        }
    }

    private static String reason(JsonNode error) {
        String cause = error.at("/caused_by/reason").asText();
        return error.path("reason").asText() + (cause.isEmpty() ? "" : " (" + cause + ")");
    }
}
