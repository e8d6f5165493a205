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
                JsonNode item = items.get(i).path("index");
                int status = item.path("status").asInt();
                if (status >= FIRST_ERROR) {
                    result.told(sent.get(i), status, item.at("/error/type").asText(), reason(item.path("error")));
                }
            }
        }
        return result;
    }

    private static String reason(JsonNode error) {
        String cause = error.at("/caused_by/reason").asText();
        return error.path("reason").asText() + (cause.isEmpty() ? "" : " (" + cause + ")");
    }
}
