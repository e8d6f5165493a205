package io.github.managedflink.jobs.aws;

import io.github.managedflink.model.LocalEndpoints;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Where and how a resource's service is called: in the resource's region of AWS with the job's role, or as a stand-in
 * on this machine.
 */
public final class AwsService implements Serializable {
    private static final long serialVersionUID = 1L;
    /** A call that takes longer is lost with its connection, as far as one can tell, and tried again. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    /** Above what one sink has under way at a time, so that no call waits for another's connection. */
    private static final int MAX_CONNECTIONS = 64;

    private final String region;
    private final String localUrl;
    private final LocalEndpoints endpoints;

    private AwsService(String region, String localUrl, LocalEndpoints endpoints) {
        this.region = region;
        this.localUrl = localUrl;
        this.endpoints = endpoints;
    }

    /** The service of a resource: its ARN names it as IAM does, and the region. */
    public static AwsService of(String arn, LocalEndpoints endpoints) {
        String[] parts = arn.split(":", 5);
        Optional<String> local = endpoints.resource(arn).or(() -> endpoints.service(parts[2]));
        return new AwsService(parts[3], local.orElse(null), endpoints);
    }

    /** The region's name. */
    public String region() {
        return region;
    }

    /** The URL of the stand-in; empty in AWS. */
    public Optional<URI> localUrl() {
        return Optional.ofNullable(localUrl).map(URI::create);
    }

    /** The job's own credentials; made-up ones for a stand-in. */
    public AwsCredentialsProvider credentials() {
        return localUrl == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(endpoints.accessKeyId(), endpoints.secretAccessKey()));
    }

    /**
     * Sets a client up. It does not try a call again, because the sink does, with what has not been delivered; and it
     * speaks HTTP/1.1, which every service and stand-in understands.
     */
    public <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> C client(B builder) {
        localUrl().ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region))
                .credentialsProvider(credentials())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .protocol(Protocol.HTTP1_1)
                        .maxConcurrency(MAX_CONNECTIONS))
                .overrideConfiguration(options ->
                        options.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(CALL_TIMEOUT))
                .build();
    }
}
