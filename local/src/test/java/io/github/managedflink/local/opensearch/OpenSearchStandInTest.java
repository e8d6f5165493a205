package io.github.managedflink.local.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.proxy.ProxiedRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The node is OpenSearch itself; what is tried is what the sinks and the runner rely on.
 *
 * @see <a href="https://docs.opensearch.org/2.19/api-reference/document-apis/bulk/">Bulk API</a>
 * @see <a href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/handling-errors.html">Troubleshooting Amazon
 *     OpenSearch Service</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenSearchStandInTest {

    private static final String DOMAIN = "arn:aws:es:eu-west-1:111122223333:domain/orders";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Gate gate = Gate.open();
    private OpenSearchStandIn standIn;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        standIn = OpenSearchStandIn.start(DOMAIN, folder, gate);
    }

    @AfterAll
    void stop() throws IOException {
        standIn.close();
    }

    @Test
    void givesBackAllDocumentsOnceEach() throws Exception {
        int documents = 2_500;
        assertThat(bulk("many", documents).statusCode()).isEqualTo(200);
        assertThat(bulk("many", documents).statusCode()).isEqualTo(200);

        Set<String> ids = new TreeSet<>();
        standIn.forEachDocument(
                "many",
                document -> assertThat(ids.add(document.path("_id").asText())).isTrue());

        assertThat(ids).hasSize(documents);
        assertThat(standIn.documentCount("many")).isEqualTo(documents);
        assertThat(standIn.indices()).contains("many");
    }

    @Test
    void tellsWhichDocumentDoesNotFitTheMapping() throws Exception {
        assertThat(bulk("mapped", 1).statusCode()).isEqualTo(200);

        JsonNode answer = new ObjectMapper()
                .readTree(
                        send("""
                {"index":{"_index":"mapped","_id":"a"}}
                {"value":7}
                {"index":{"_index":"mapped","_id":"b"}}
                {"value":"seven"}
                """)
                                .body());

        assertThat(answer.at("/items/0/index/status").asInt()).isEqualTo(201);
        assertThat(answer.at("/items/1/index/status").asInt()).isEqualTo(400);
        assertThat(answer.at("/items/1/index/error/type").asText()).isEqualTo("mapper_parsing_exception");
    }

    @Test
    void refusesAnIdAboveFiveHundredAndTwelveBytes() throws Exception {
        HttpResponse<String> answer = send(
                """
                {"index":{"_index":"ids","_id":"%s"}}
                {"value":7}
                """
                        .formatted("x".repeat(513)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("is too long, must be no longer than 512 bytes but was: 513");
    }

    @Test
    void reportsARequestByItsMethodAndPath() throws Exception {
        bulk("reported", 1);
        standIn.documentCount("reported");

        assertThat(gate.served().keySet()).containsExactly(new ServiceCall("es", "ESHttpPost", DOMAIN + "/_bulk"));
    }

    @Test
    void reportsARequestToACollectionByTheOnePermissionThereIs() {
        String collection = "arn:aws:aoss:eu-west-1:111122223333:collection/abc";

        assertThat(new OpenSearchCalls(collection)
                        .calls(new ProxiedRequest("POST", "/_bulk", new DefaultHttpHeaders(), new byte[0])))
                .containsExactly(new ServiceCall("aoss", "APIAccessAll", collection));
    }

    @Test
    void refusesInTheWordsOfANodeWithFullQueues() throws Exception {
        gate.inject(ServiceFault.throttle("es", Duration.ofMillis(1)));

        HttpResponse<String> answer = bulk("throttled", 1);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(new ObjectMapper().readTree(answer.body()).at("/error/type").asText())
                .isEqualTo("rejected_execution_exception");
    }

    @Test
    void endsItsProcessWhenItIsClosed(@TempDir Path folder) throws IOException {
        OpenSearchStandIn other = OpenSearchStandIn.start(DOMAIN, folder, Gate.open());
        ProcessHandle process = ProcessHandle.of(other.pid()).orElseThrow();
        assertThat(process.isAlive()).isTrue();

        other.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void refusesAnArnOfSomethingElse(@TempDir Path folder) {
        assertThatThrownBy(() -> OpenSearchStandIn.start("arn:aws:s3:::orders", folder, gate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("domain/NAME");
    }

    private HttpResponse<String> bulk(String index, int documents) throws IOException, InterruptedException {
        return send(IntStream.range(0, documents)
                .mapToObj(i ->
                        "{\"index\":{\"_index\":\"" + index + "\",\"_id\":\"" + i + "\"}}\n{\"value\":" + i + "}\n")
                .collect(Collectors.joining()));
    }

    private HttpResponse<String> send(String bulk) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(standIn.endpoint().resolve("/_bulk"))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(bulk))
                        .build(),
                BodyHandlers.ofString());
    }
}
