package io.github.managedflink.jobs.opensearch;

import io.github.managedflink.jobs.aws.AwsService;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Where bulk requests go, and how they are signed. */
final class OpenSearchEndpoint implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String PATH = "/_bulk";
    /** Leaves out of the answer what nobody reads: shard counts, sequence numbers, versions. */
    private static final String ANSWER = "filter_path";

    private static final String FIELDS = "errors,items.*.status,items.*.error";
    /** What the HTTP client sets itself, and lets nobody else set. */
    private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length", "connection");

    private final AwsService service;
    private final String signingName;
    private final String url;

    /**
     * @param signingName {@code es} or {@code aoss}
     * @param url where the domain or collection is called in AWS
     */
    OpenSearchEndpoint(AwsService service, String signingName, String url) {
        this.service = service;
        this.signingName = signingName;
        this.url = url;
    }

    /** The credentials for {@link #bulk}. */
    AwsCredentialsProvider credentials() {
        return service.credentials();
    }

    HttpRequest bulk(byte[] body, AwsCredentialsIdentity identity) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(service.localUrl().orElseGet(() -> URI.create(url)))
                .encodedPath(PATH)
                .putRawQueryParameter(ANSWER, FIELDS)
                .putHeader("Content-Type", "application/x-ndjson")
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.request(request)
                        .identity(identity)
                        .payload(ContentStreamProvider.fromByteArrayUnsafe(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, signingName)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, service.region()))
                .request();
        HttpRequest.Builder http = HttpRequest.newBuilder(signed.getUri())
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signed.forEachHeader((name, values) -> {
            if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> http.header(name, value));
            }
        });
        return http.build();
    }
}
