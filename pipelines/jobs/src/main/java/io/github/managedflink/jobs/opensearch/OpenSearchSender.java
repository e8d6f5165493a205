package io.github.managedflink.jobs.opensearch;

import io.github.managedflink.jobs.async.BatchResult;
import io.github.managedflink.jobs.async.BatchSender;
import io.github.managedflink.jobs.aws.ServiceError;
import io.github.managedflink.jobs.aws.ServiceException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Indexes and deletes documents with bulk requests. Of the documents of one id only the last, or the one with the
 * highest version, is sent, so that one that is tried again does not come after a newer one, but for a request that the
 * client gave up and the domain carries out after all.
 *
 * <p>This is the one call that a sink needs: OpenSearch's own Java client would bring 30 MB for it.
 */
final class OpenSearchSender implements BatchSender<OpenSearchEntry> {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int SHOWN = 500;

    private final OpenSearchEndpoint endpoint;
    private final AwsCredentialsProvider credentials;
    private final HttpClient client;

    OpenSearchSender(OpenSearchEndpoint endpoint) {
        this.endpoint = endpoint;
        this.credentials = endpoint.credentials();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    @Override
    public CompletableFuture<BatchResult<OpenSearchEntry>> send(List<OpenSearchEntry> batch) {
        Map<List<String>, OpenSearchEntry> newest = new LinkedHashMap<>();
        batch.forEach(entry -> newest.merge(List.of(entry.index(), entry.id()), entry, OpenSearchSender::newer));
        List<OpenSearchEntry> entries = new ArrayList<>(newest.values());
        byte[] body = BulkBody.of(entries);
        return credentials
                .resolveIdentity()
                .thenCompose(identity ->
                        client.sendAsync(endpoint.bulk(body, identity), HttpResponse.BodyHandlers.ofByteArray()))
                .thenApply(response -> result(entries, response));
    }

    private static OpenSearchEntry newer(OpenSearchEntry first, OpenSearchEntry second) {
        return first.version() > second.version() ? first : second;
    }

    private static BatchResult<OpenSearchEntry> result(List<OpenSearchEntry> entries, HttpResponse<byte[]> response) {
        if (response.statusCode() != OK) {
            String text = new String(response.body(), StandardCharsets.UTF_8);
            throw new ServiceException(
                    ServiceError.of(response.statusCode(), null),
                    "OpenSearch answers " + response.statusCode() + ": "
                            + text.substring(0, Math.min(SHOWN, text.length())));
        }
        try {
            return BulkAnswer.read(entries, response.body());
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** Nothing to do: the client ends when nobody has it any more. */
    @Override
    public void close() {}
}
