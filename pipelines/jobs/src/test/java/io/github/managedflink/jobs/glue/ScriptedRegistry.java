package io.github.managedflink.jobs.glue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.managedflink.model.LocalEndpoints;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Answers the calls of a registry's client by a script: what it is asked out of turn, it answers with an error that
 * fails the test.
 */
final class ScriptedRegistry implements AutoCloseable {
    static final String ARN = "arn:aws:glue:eu-west-1:111122223333:registry/shop";

    private record Answer(String action, int status, String body) {}

    private final HttpServer server;
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final CountDownLatch called = new CountDownLatch(1);
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    ScriptedRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    ScriptedRegistry answers(String action, String body) {
        script.add(new Answer(action, 200, body));
        return this;
    }

    ScriptedRegistry refuses(String action, int status, String code) {
        script.add(new Answer(action, status, "{\"__type\":\"" + code + "\",\"message\":\"scripted\"}"));
        return this;
    }

    /** The operations that were called, in turn. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** What was sent with them. */
    List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** Waits for the first call. */
    void awaitCall() throws InterruptedException {
        called.await();
    }

    GlueRegistry registry() {
        return new GlueRegistry(
                ARN,
                LocalEndpoints.none()
                        .withService(
                                "glue",
                                "http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String action = target.substring(target.indexOf('.') + 1);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        calls.add(action);
        called.countDown();
        Answer next = script.poll();
        Answer answer = next != null && next.action().equals(action)
                ? next
                : new Answer(
                        action,
                        400,
                        "{\"__type\":\"OutOfTurn\",\"message\":\"expected " + (next == null ? "no call" : next.action())
                                + "\"}");
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
