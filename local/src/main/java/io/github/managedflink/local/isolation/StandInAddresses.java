package io.github.managedflink.local.isolation;

import io.github.managedflink.model.LocalEndpoints;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the stand-in that answers for a host. */
final class StandInAddresses {
    /** Those that are behind a proxy for HTTP/1.1. */
    private static final Set<String> HTTP_1_ONLY = Set.of("dynamodb");

    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    /** Its clients put the bucket into the host, which the stand-in does not know. */
    private static final String S3 = "s3";

    private final LocalEndpoints endpoints;
    private final Map<String, InetSocketAddress> brokers = new HashMap<>();

    StandInAddresses(LocalEndpoints endpoints) {
        this.endpoints = endpoints;
        endpoints.kafkaClusters().forEach((servers, local) -> {
            InetSocketAddress broker = address(local.split(",", 2)[0]);
            for (String server : servers.split(",", -1)) {
                brokers.put(server.toLowerCase(Locale.ROOT), broker);
            }
        });
    }

    /** Returns whether some port of a host has a stand-in. */
    boolean know(String host) {
        return service(host).isPresent() || brokers.keySet().stream().anyMatch(each -> each.startsWith(host + ":"));
    }

    /**
     * Returns where a connection leads.
     *
     * @param tls ends the encryption, as the stand-ins of services speak without
     */
    Optional<InetSocketAddress> of(String host, int port, TlsEnd tls) {
        Optional<InetSocketAddress> broker = Optional.ofNullable(brokers.get(host + ":" + port));
        if (broker.isPresent()) {
            return broker;
        }
        return switch (port) {
            case HTTPS -> service(host).map(standIn -> tls.of(host, address(standIn), !isHttp1Only(host)));
            case HTTP -> service(host).map(StandInAddresses::address);
            default -> Optional.empty();
        };
    }

    private Optional<URI> service(String host) {
        return AwsHost.of(host)
                .map(AwsHost::service)
                .filter(service -> !service.equals(S3))
                .flatMap(endpoints::service)
                .map(URI::create);
    }

    private static boolean isHttp1Only(String host) {
        return AwsHost.of(host)
                .filter(aws -> HTTP_1_ONLY.contains(aws.service()))
                .isPresent();
    }

    private static InetSocketAddress address(URI standIn) {
        return new InetSocketAddress(standIn.getHost(), standIn.getPort());
    }

    private static InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return new InetSocketAddress(
                hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    /** Takes connections for a host, encrypted. */
    interface TlsEnd {
        /**
         * Returns its address.
         *
         * @param http2 whether the stand-in speaks HTTP/2, too
         */
        InetSocketAddress of(String host, InetSocketAddress standIn, boolean http2);
    }
}
