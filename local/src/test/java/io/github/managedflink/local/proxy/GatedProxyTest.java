package io.github.managedflink.local.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.gate.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatedProxyTest {

    private final Gate gate = Gate.open();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpServer server;
    private GatedProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", GatedProxyTest::echo);
        server.start();
        URI behind = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        proxy = GatedProxy.start(0, behind, new Letters(), gate);
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/letter", "/body"})
    void refusesWhoMayNotInTheWordsOfTheService(String path) throws Exception {
        gate.enforce(request -> request.accessKeyId().equals(Optional.of("ada"))
                ? Optional.empty()
                : Optional.of(new Verdict.Deny("not you", Duration.ZERO)));

        HttpResponse<byte[]> refused = send(request(path).POST(BodyPublishers.ofString("hello")));
        HttpResponse<byte[]> served = send(request(path)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=ada/20240501/eu-west-1/letters/aws4_request, Signature=none")
                .POST(BodyPublishers.ofString("hello")));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).asString(UTF_8).isEqualTo("not you");
        assertThat(served.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/b?c=%20d", "/body"})
    void passesARequestAndItsAnswerAsTheyAre(String path) throws Exception {
        HttpResponse<byte[]> answer = send(request(path).POST(BodyPublishers.ofString("hello")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).asString(UTF_8).isEqualTo("hello");
        assertThat(answer.headers().firstValue("seen"))
                .hasValue("POST " + path + " at 127.0.0.1:" + proxy.endpoint().getPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/body"})
    void passesLargeBodiesBothWays(String path) throws Exception {
        byte[] large = new byte[20 << 20];
        new Random(7).nextBytes(large);

        HttpResponse<byte[]> withLength = send(request(path).PUT(BodyPublishers.ofByteArray(large)));
        HttpResponse<byte[]> chunked =
                send(request(path).PUT(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large))));

        assertThat(withLength.body()).isEqualTo(large);
        assertThat(chunked.body()).isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/body"})
    void passesARequestThatWaitsForLeaveToSendItsBody(String path) throws Exception {
        HttpResponse<byte[]> answer = send(request(path).expectContinue(true).PUT(BodyPublishers.ofString("hello")));

        assertThat(answer.body()).asString(UTF_8).isEqualTo("hello");
    }

    @Test
    void passesTheAnswerToAHeadRequest() throws Exception {
        HttpResponse<byte[]> answer = send(request("/").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void countsEachCallOnceByItsPathOrBody() throws Exception {
        send(request("/path").GET());
        send(request("/path").GET());
        send(request("/body").POST(BodyPublishers.ofString("in the body")));

        assertThat(gate.served())
                .isEqualTo(Map.of(
                        new ServiceCall("letters", "GET", "/path"), 2L,
                        new ServiceCall("letters", "POST", "in the body"), 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/body"})
    void answersInTheServicesPlaceWhileItThrottles(String path) throws Exception {
        gate.inject(ServiceFault.throttle("letters", Duration.ofMinutes(1)));

        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> answer = send(request(path).POST(BodyPublishers.ofByteArray(new byte[1 << 20])));
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).asString(UTF_8).isEqualTo("slowly");
        }
    }

    @Test
    void answersARequestThatWaitsForLeaveToSendItsBodyWithoutIt() throws Exception {
        gate.inject(ServiceFault.throttle("letters", Duration.ofMinutes(1)));

        // The JDK's client does not expect such an answer.
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), proxy.endpoint().getPort())) {
            socket.getOutputStream()
                    .write("PUT / HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n".getBytes(UTF_8));

            assertThat(socket.getInputStream().readAllBytes())
                    .asString(UTF_8)
                    .startsWith("HTTP/1.1 429 ")
                    .endsWith("slowly");
        }
    }

    @Test
    void saysInTurnWhichWayTheServiceFails() throws Exception {
        gate.inject(ServiceFault.serverErrors("letters", Duration.ofMinutes(1)));

        List<Integer> statuses = List.of(
                send(request("/").GET()).statusCode(), send(request("/").GET()).statusCode());

        assertThat(statuses).containsExactlyInAnyOrder(500, 503);
    }

    @Test
    void cutsConnections() {
        gate.inject(ServiceFault.cutConnections("letters", Duration.ofMinutes(1)));

        assertThatThrownBy(() -> send(request("/").POST(BodyPublishers.ofString("hello"))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void servesLateWhenItDelays() throws Exception {
        gate.inject(ServiceFault.delay("letters", Duration.ofMillis(200), Duration.ofMinutes(1)));
        Instant before = Instant.now();

        HttpResponse<byte[]> answer = send(request("/").POST(BodyPublishers.ofString("hello")));

        assertThat(answer.body()).asString(UTF_8).isEqualTo("hello");
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void closesTheConnectionWhenTheServerIsGone() {
        server.stop(0);

        assertThatThrownBy(() -> send(request("/").GET())).isInstanceOf(IOException.class);
    }

    @Test
    void tellsWhenItsPortIsTaken() {
        assertThatThrownBy(() -> GatedProxy.start(proxy.endpoint().getPort(), proxy.endpoint(), new Letters(), gate))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + proxy.endpoint().getPort());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(proxy.endpoint().resolve(path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders()
                    .set(
                            "seen",
                            exchange.getRequestMethod() + " " + exchange.getRequestURI() + " at "
                                    + exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** A service whose calls are named by the path, or under {@code /body} by what the body says. */
    private static final class Letters implements GatedService {

        @Override
        public boolean isNamedByBody(ProxiedRequest head) {
            return head.path().equals("/body");
        }

        @Override
        public List<ServiceRequest> calls(ProxiedRequest request) {
            String name = request.body().length > 0 ? new String(request.body(), UTF_8) : request.path();
            return List.of(
                    ServiceRequest.signed(request.accessKeyId(), new ServiceCall("letters", request.method(), name)));
        }

        @Override
        public Answer denied(ProxiedRequest request, String message) {
            return Answer.of(403, "text/plain", message);
        }

        @Override
        public CompletionStage<Answer> throttled(ProxiedRequest request) {
            return CompletableFuture.completedFuture(Answer.of(429, "text/plain", "slowly"));
        }

        @Override
        public Answer failed(ProxiedRequest request, int status) {
            return Answer.of(status, "text/plain", "broken");
        }
    }
}
