package io.github.managedflink.jobs.aws;

import java.net.URI;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClientBuilder;

/**
 * Reads one secret from Secrets Manager. Its text is never part of a message.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class SecretReader implements AutoCloseable {
    /** A minute, more or less, of a service that throttles or fails. */
    private static final int ATTEMPTS = 10;

    private static final int REGION = 3;

    private final String arn;
    private final SecretsManagerAsyncClient client;

    /**
     * @param arn the secret's ARN
     * @param endpoint the URL of a stand-in for Secrets Manager; null for the service itself
     */
    public SecretReader(String arn, String endpoint) {
        this.arn = arn;
        SecretsManagerAsyncClientBuilder builder = SecretsManagerAsyncClient.builder()
                .region(Region.of(arn.split(":", -1)[REGION]))
                .overrideConfiguration(
                        settings -> settings.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        if (endpoint != null) {
            builder.endpointOverride(URI.create(endpoint))
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local-secret")));
        }
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
            text = client.getSecretValue(request -> request.secretId(arn))
                    .join()
                    .secretString();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SdkException) {
                throw new IllegalStateException(
                        "The secret " + arn + " cannot be read: " + e.getCause().getMessage(), e);
            }
            throw e;
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
