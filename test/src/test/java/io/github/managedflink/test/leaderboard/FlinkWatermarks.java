package io.github.managedflink.test.leaderboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * The watermarks of the one job that runs in a cluster, by its REST API.
 *
 * @see <a href="https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/ops/rest_api/">REST API</a>
 */
final class FlinkWatermarks {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI cluster;

    FlinkWatermarks(URI cluster) {
        this.cluster = cluster;
    }

    /**
     * The lowest that any task has got, in milliseconds since the epoch; the lowest number as long as one has got none.
     */
    long lowest() throws IOException, InterruptedException {
        long lowest = Long.MAX_VALUE;
        for (JsonNode job : get("/jobs").path("jobs")) {
            if (job.path("status").asText().equals("RUNNING")) {
                String path = "/jobs/" + job.path("id").asText();
                for (JsonNode vertex : get(path).path("vertices")) {
                    String watermarks = path + "/vertices/" + vertex.path("id").asText() + "/watermarks";
                    for (JsonNode watermark : get(watermarks)) {
                        lowest = Math.min(lowest, watermark.path("value").asLong(Long.MIN_VALUE));
                    }
                }
            }
        }
        return lowest == Long.MAX_VALUE ? Long.MIN_VALUE : lowest;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(cluster.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        return JSON.readTree(answer.body());
    }
}
