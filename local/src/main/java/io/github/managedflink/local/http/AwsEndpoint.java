package io.github.managedflink.local.http;

import io.github.managedflink.local.gate.Gate;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One address for one service or several. Any credentials do, signatures are not checked, and it listens on the
 * loopback interface alone, for HTTP/1.1 and HTTP/2 without TLS.
 */
public final class AwsEndpoint implements AutoCloseable {
    private final HttpListener listener;

    private AwsEndpoint(HttpListener listener) {
        this.listener = listener;
    }

    /**
     * Starts to serve on a free port; a request goes to the service that it was signed for.
     *
     * @param gate is asked once for each call
     */
    public static AwsEndpoint start(Gate gate, Collection<? extends AwsService> services) {
        Map<String, AwsService> byName = services.stream()
                .collect(
                        Collectors.toUnmodifiableMap(service -> service.traits().name(), Function.identity()));
        return start("aws-stand-in", gate, (caller, headers) -> {
            AwsService service = byName.get(caller.service());
            if (service == null) {
                throw AwsError.badRequest(
                        "UnknownOperationException",
                        "no service '" + caller.service() + "', which the request was signed for, runs here");
            }
            return service;
        });
    }

    /**
     * Starts to serve on a free port.
     *
     * @param threadName what the names of its threads begin with
     * @param gate is asked once for each call
     * @param router finds the service of each request
     */
    public static AwsEndpoint start(String threadName, Gate gate, AwsRouter router) {
        return new AwsEndpoint(new HttpListener(threadName, () -> new AwsRequestHandler(router, gate)));
    }

    /** Where clients of all of its services connect: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return listener.endpoint();
    }

    /** Breaks all connections off and ends all threads. The services keep what they have received. */
    @Override
    public void close() {
        listener.close();
    }
}
