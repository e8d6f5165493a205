package io.github.managedflink.jobs.aws;

import io.github.managedflink.model.LocalEndpoints;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/**
 * Reads one secret from Secrets Manager. Its text is never part of a message.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class SecretReader implements AutoCloseable {
    /** The service, as {@link LocalEndpoints} names it. */
    public static final String SERVICE = "secretsmanager";

    /** A minute, more or less, of a service that throttles or fails. */
    private static final int ATTEMPTS = 10;

    private final String arn;
    private final SecretsManagerClient client;

    /**
     * @param arn the secret's ARN
     * @param endpoints where a stand-in for Secrets Manager is, if there is one
     */
    public SecretReader(String arn, LocalEndpoints endpoints) {
        this.arn = arn;
        AwsService service = AwsService.of(arn, endpoints);
        SecretsManagerClientBuilder builder = SecretsManagerClient.builder()
                .region(Region.of(service.region()))
                .credentialsProvider(service.credentials())
                // Each client of Kafka has a reader of its own, which must start and end quickly and hold no threads.
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                        settings -> settings.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        service.localUrl().ifPresent(builder::endpointOverride);
        this.client = builder.build();
    }

    /**
     * The text of the secret's current version.
     *
     * @throws IllegalStateException if the secret cannot be read or holds no text
     */
    public String text() {
        String text;
        try {
            text = client.getSecretValue(request -> request.secretId(arn)).secretString();
        } catch (SdkException e) {
            throw new IllegalStateException("The secret " + arn + " cannot be read: " + e.getMessage(), e);
        }
        if (text == null) {
            throw new IllegalStateException("The secret " + arn + " holds bytes where a text is expected.");
        }
        return text;
    }

    @Override
    public void close() {
        client.close();
    }
}
