package io.github.managedflink.local.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.proxy.Answer;
import io.github.managedflink.local.proxy.GatedProxy;
import io.github.managedflink.local.proxy.ProxiedRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The server is OpenSearch itself, so these hold that it is set up as the service is, and what stands before it.
 *
 * @see <a href="https://docs.opensearch.org/2.19/api-reference/document-apis/bulk/">Bulk API</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/handling-errors.html">Troubleshooting
 *     OpenSearch Service</a>
 */
class OpenSearchStandInTest {
    private static final String ARN = "arn:aws:es:us-east-1:123456789012:domain/orders";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path folder;

    private static Gate gate;
    private static OpenSearchStandIn standIn;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String index = "i-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        gate = Gate.open();
        standIn = OpenSearchStandIn.start(ARN, folder.resolve("node"), gate);
    }

    @AfterAll
    static void stop() throws IOException {
        standIn.close();
    }

    @Test
    void createsAnIndexWithItsFirstDocument() throws Exception {
        // when
        JsonNode answer = bulk(document("1", "{\"amount\": 7}"));

        // then
        assertThat(answer.path("errors").asBoolean()).isFalse();
        assertThat(answer.at("/items/0/index/status").asInt()).isEqualTo(201);
        assertThat(standIn.indices()).contains(index);
        assertThat(documents()).containsExactly(Map.entry("1", JSON.readTree("{\"amount\": 7}")));
    }

    @Test
    void replacesTheDocumentOfAnId() throws Exception {
        // given
        bulk(document("1", "{\"amount\": 7}"));

        // when
        JsonNode answer = bulk(document("1", "{\"amount\": 8}"), document("1", "{\"amount\": 9}"));

        // then
        assertThat(answer.at("/items/1/index/status").asInt()).isEqualTo(200);
        assertThat(answer.at("/items/1/index/result").asText()).isEqualTo("updated");
        assertThat(documents()).containsExactly(Map.entry("1", JSON.readTree("{\"amount\": 9}")));
    }

    @Test
    void takesTheRestOfABulkWhenOneDocumentDoesNotFitTheMapping() throws Exception {
        // given
        bulk(document("1", "{\"amount\": 7}"));

        // when
        JsonNode answer = bulk(document("2", "{\"amount\": \"many\"}"), document("3", "{\"amount\": 3}"));

        // then
        assertThat(answer.path("errors").asBoolean()).isTrue();
        assertThat(answer.at("/items/0/index/status").asInt()).isEqualTo(400);
        assertThat(answer.at("/items/0/index/error/type").asText()).isEqualTo("mapper_parsing_exception");
        assertThat(answer.at("/items/0/index/error/caused_by/reason").asText()).contains("many");
        assertThat(answer.at("/items/1/index/status").asInt()).isEqualTo(201);
        assertThat(documents()).containsOnlyKeys("1", "3");
    }

    @Test
    void refusesAnIdOfMoreThan512Bytes() throws Exception {
        // when
        JsonNode answer = bulk(document("x".repeat(513), "{}"));

        // then
        assertThat(answer.at("/error/reason").asText()).contains("must be no longer than 512 bytes but was: 513");
    }

    @Test
    void handsOverMoreDocumentsThanASearchGives() throws Exception {
        // given
        int count = 12_345;
        bulk(IntStream.range(0, count)
                .mapToObj(i -> document(Integer.toString(i), "{\"n\": " + i + "}"))
                .toArray(String[]::new));

        // when
        Map<String, JsonNode> documents = documents();

        // then
        assertThat(documents).hasSize(count);
        assertThat(documents.get("12344").path("n").asInt()).isEqualTo(12_344);
    }

    @Test
    void refusesARequestOfMoreThanTheServicesSmallInstancesTake() throws Exception {
        // given
        String tooLarge = "{\"text\": \"" + "x".repeat(10 << 20) + "\"}";
        HttpRequest request = request("/_bulk")
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofString(document("1", tooLarge)))
                .build();

        // when
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());

        // then
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, ESHttpDelete", "GET, ESHttpGet", "HEAD, ESHttpHead", "POST, ESHttpPost", "PUT, ESHttpPut"})
    void namesACallByItsMethodAndPath(String method, String action) throws Exception {
        // given
        String path = "/" + index + "/_doc/1";
        ServiceCall call = new ServiceCall("es", action, ARN + path);
        HttpRequest.BodyPublisher body = method.startsWith("P")
                ? HttpRequest.BodyPublishers.ofString("{\"amount\": 7}")
                : HttpRequest.BodyPublishers.noBody();

        // when
        client.send(
                request(path + "?refresh=true").method(method, body).build(), HttpResponse.BodyHandlers.discarding());

        // then
        assertThat(gate.served()).containsEntry(call, 1L);
    }

    @Test
    void namesCallsOfACollectionByTheOneActionThatServerlessHas() throws IOException {
        // given
        String collection = "arn:aws:aoss:us-east-1:123456789012:collection/abc";

        // when
        List<ServiceRequest> calls = new OpenSearchCalls(Arn.parse(collection), standIn.endpoint())
                .calls(new ProxiedRequest("POST", "/_bulk", new DefaultHttpHeaders(), new byte[0]));

        // then
        assertThat(calls)
                .containsExactly(ServiceRequest.signed("", new ServiceCall("aoss", "APIAccessAll", collection)));
    }

    @Test
    void throttlesInTheWordsOfOpenSearch() throws Exception {
        // given
        Gate troubled = Gate.open();
        troubled.inject(ServiceFault.throttle("es", Duration.ofMinutes(1)));

        // when
        HttpResponse<String> response = bulkThrough(troubled, document("1", "{}"));

        // then
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(JSON.readTree(response.body()).at("/error/type").asText()).isEqualTo("rejected_execution_exception");
        assertThat(standIn.indices()).doesNotContain(index);
    }

    @Test
    void throttlesEveryOtherBulkRequestInPart() throws Exception {
        // given
        String[] documents = {document("1", "{\"n\": 1}"), document("2", "{\"n\": 2}"), document("3", "{\"n\": 3}")};
        OpenSearchCalls calls = new OpenSearchCalls(Arn.parse(ARN), standIn.endpoint());
        ProxiedRequest request = new ProxiedRequest(
                "POST",
                "/_bulk?filter_path=errors,items.*.status,items.*.error",
                new DefaultHttpHeaders().add("Content-Type", "application/x-ndjson"),
                String.join("", documents).getBytes(StandardCharsets.UTF_8));

        // when
        Answer whole = calls.throttled(request).toCompletableFuture().get();
        Answer partial = calls.throttled(request).toCompletableFuture().get();

        // then
        assertThat(whole.status()).isEqualTo(429);
        assertThat(partial.status()).isEqualTo(200);
        JsonNode answer = JSON.readTree(partial.body());
        assertThat(answer.path("errors").asBoolean()).isTrue();
        assertThat(answer.findValuesAsText("status")).containsExactly("201", "429", "201");
        assertThat(documents()).containsOnlyKeys("1", "3");
    }

    @Test
    void failsInTheFormOfOpenSearch() throws Exception {
        // given
        Gate troubled = Gate.open();
        troubled.inject(ServiceFault.serverErrors("es", Duration.ofMinutes(1)));

        // when
        List<HttpResponse<String>> responses =
                List.of(bulkThrough(troubled, document("1", "{}")), bulkThrough(troubled, document("1", "{}")));

        // then
        assertThat(responses).extracting(HttpResponse::statusCode).containsExactly(500, 503);
        for (HttpResponse<String> response : responses) {
            JsonNode body = JSON.readTree(response.body());
            assertThat(body.path("status").asInt()).isEqualTo(response.statusCode());
            assertThat(body.at("/error/type").asText()).isNotEmpty();
        }
    }

    private HttpResponse<String> bulkThrough(Gate other, String... documents) throws IOException, InterruptedException {
        try (GatedProxy proxy = GatedProxy.start(
                0, standIn.endpoint(), new OpenSearchCalls(Arn.parse(ARN), standIn.endpoint()), other)) {
            HttpRequest request = HttpRequest.newBuilder(proxy.endpoint().resolve("/_bulk"))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(String.join("", documents)))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void leavesNeitherProcessNorThread() throws Exception {
        // given
        Set<Long> before = children();
        OpenSearchStandIn other = OpenSearchStandIn.start(ARN, folder.resolve("other"), Gate.open());
        URI endpoint = other.endpoint();
        assertThat(children()).hasSize(before.size() + 1);

        // when
        other.close();

        // then
        assertThat(children()).isEqualTo(before);
        assertThatThrownBy(() ->
                        client.send(HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.discarding()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void saysWhyItDoesNotStart() throws IOException {
        // given
        Path home = folder.resolve("broken");
        Files.createDirectories(home);
        Files.createFile(home.resolve("data"));

        // when
        try (OpenSearchStandIn broken = OpenSearchStandIn.start(ARN, home, Gate.open())) {
            // then
            assertThatThrownBy(broken::endpoint)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("OpenSearch does not start")
                    .hasMessageContaining(home.toString());
        }
    }

    @Test
    void refusesAnArnOfSomethingElse() {
        assertThatThrownBy(() -> OpenSearchStandIn.start("arn:aws:s3:::orders", folder.resolve("none"), gate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("arn:aws:s3:::orders")
                .hasMessageContaining("domain/NAME");
    }

    @Test
    void handsDocumentsOverInTheCharactersInWhichTheyWereSent() throws Exception {
        String source =
                "{\"n\":100000000000000000000.01, \"m\" : 12.50,\"text\":\"caf\\u00e9 \\\"é\ud83d\ude00\\\"\",\"o\":{\"a\":[1e3]}}";

        bulk(document("1", source), document("2", "{}"));

        assertThat(sources()).containsExactly(Map.entry("1", source), Map.entry("2", "{}"));
    }

    private static Set<Long> children() {
        return ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(standIn.endpoint().resolve(path))
                .header("Content-Type", path.equals("/_bulk") ? "application/x-ndjson" : "application/json");
    }

    private JsonNode bulk(String... documents) throws IOException, InterruptedException {
        HttpRequest request = request("/_bulk")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("", documents)))
                .build();
        return JSON.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private String document(String id, String source) {
        return "{\"index\": {\"_index\": \"" + index + "\", \"_id\": \"" + id + "\"}}\n" + source + "\n";
    }

    private Map<String, JsonNode> documents() throws IOException {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        for (Map.Entry<String, String> source : sources().entrySet()) {
            documents.put(source.getKey(), JSON.readTree(source.getValue()));
        }
        return documents;
    }

    private Map<String, String> sources() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        standIn.forEachDocument(index, sources::put);
        return sources;
    }
}
