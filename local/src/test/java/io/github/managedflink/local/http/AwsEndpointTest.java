package io.github.managedflink.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.secretsmanager.SecretsManagerStandIn;
import io.github.managedflink.local.sns.SnsStandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * What all services of one endpoint have in common; SNS stands for the query protocol and Secrets Manager for the JSON
 * one.
 */
class AwsEndpointTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:alerts";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:000000000000:secret:broker-AbCdEf";
    private static final Duration LONG = Duration.ofHours(1);

    private final Gate gate = Gate.open();
    private final SnsStandIn sns = new SnsStandIn();
    private final SecretsManagerStandIn secrets = new SecretsManagerStandIn();
    private final AwsEndpoint endpoint = AwsEndpoint.start(gate, List.of(sns, secrets));
    private final SnsClient snsClient = AwsClients.pointedTo(endpoint.endpoint(), SnsClient.builder());
    private final SecretsManagerClient secretsClient =
            AwsClients.pointedTo(endpoint.endpoint(), SecretsManagerClient.builder());

    AwsEndpointTest() {
        sns.createTopic(TOPIC);
        secrets.putSecret(SECRET, "value");
    }

    @AfterEach
    void close() {
        snsClient.close();
        secretsClient.close();
        endpoint.close();
    }

    @Test
    void tellsServicesApartByTheSignatureAndRecordsTheirCalls() {
        publish();
        publish();
        secretsClient.getSecretValue(r -> r.secretId("broker"));

        assertThat(gate.served())
                .isEqualTo(Map.of(
                        new ServiceCall("sns", "Publish", TOPIC), 2L,
                        new ServiceCall("secretsmanager", "GetSecretValue", SECRET), 1L));
    }

    // https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html: InternalFailure is 500, ServiceUnavailable is 503.
    @Test
    void failsWithBothServerErrors() {
        gate.inject(ServiceFault.serverErrors("sns", LONG));
        gate.inject(ServiceFault.serverErrors("secretsmanager", LONG));

        assertThatThrownBy(this::publish)
                .asInstanceOf(type(SnsException.class))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalFailure"))
                .satisfies(e -> assertThat(e.requestId()).isNotBlank());
        assertThatThrownBy(() -> secretsClient.getSecretValue(r -> r.secretId(SECRET)))
                .asInstanceOf(type(SecretsManagerException.class))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(503))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable"))
                .satisfies(e -> assertThat(e.requestId()).isNotBlank());
        assertThat(sns.messages(TOPIC)).isEmpty();
    }

    @Test
    void cutsConnectionsWithoutAnAnswer() {
        gate.inject(ServiceFault.cutConnections("sns", LONG));

        assertThatThrownBy(this::publish).isInstanceOf(SdkClientException.class);
        assertThat(sns.messages(TOPIC)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void servesTheAsynchronousClientInBothVersionsOfHttp(Protocol protocol) {
        try (SnsAsyncClient client = SnsAsyncClient.builder()
                .endpointOverride(endpoint.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(snsClient.serviceClientConfiguration().credentialsProvider())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(protocol))
                .build()) {
            client.publish(r -> r.topicArn(TOPIC).message("hello")).join();
            assertThat(sns.messages(TOPIC)).hasSize(1);

            // The client's own retries come through as soon as the fault is over.
            gate.inject(ServiceFault.cutConnections("sns", Duration.ofNanos(1)));
            client.publish(r -> r.topicArn(TOPIC).message("hello again")).join();
            assertThat(sns.messages(TOPIC)).hasSize(2);
        }
    }

    @Test
    void saysThatARequestIsTooLarge() throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(endpoint.endpoint())
                                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[17 << 20]))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body())
                .isEqualTo(
                        "{\"__type\":\"RequestEntityTooLargeException\",\"message\":\"Request size exceeded the limit"
                                + " of 16777216 bytes\"}");
    }

    @Test
    void answersLateWithoutHoldingOtherCallsUp() {
        gate.inject(ServiceFault.delay("sns", LONG, LONG));

        try (SnsAsyncClient client = SnsAsyncClient.builder()
                .endpointOverride(endpoint.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(snsClient.serviceClientConfiguration().credentialsProvider())
                .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofMinutes(1)))
                .build()) {
            for (int i = 0; i < 20; i++) {
                client.publish(r -> r.topicArn(TOPIC).message("late")).isDone();
            }
            Awaitility.await().until(() -> gate.served().containsKey(new ServiceCall("sns", "Publish", TOPIC)));

            assertThat(secretsClient.getSecretValue(r -> r.secretId(SECRET)).secretString())
                    .isEqualTo("value");
        }
        assertThat(sns.messages(TOPIC)).isEmpty();
    }

    @Test
    void refusesRequestsForServicesThatDoNotRun() throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(endpoint.endpoint())
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sqs/aws4_request")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("UnknownOperationException", "no service 'sqs'");
    }

    @Test
    void refusesOperationsThatItDoesNotHave() {
        assertThatThrownBy(() -> snsClient.listTopics())
                .asInstanceOf(type(SnsException.class))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"));
        assertThatThrownBy(() -> secretsClient.listSecrets())
                .asInstanceOf(type(SecretsManagerException.class))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
    }

    @Test
    void listensOnTheLoopbackInterfaceAndEndsItsThreads() {
        URI address = endpoint.endpoint();
        assertThat(address.getHost()).isEqualTo("127.0.0.1");
        publish();

        endpoint.close();

        assertThatThrownBy(this::publish).isInstanceOf(SdkClientException.class);
        Awaitility.await().until(() -> threads().stream().noneMatch(name -> name.startsWith("aws-stand-in")));
    }

    private void publish() {
        snsClient.publish(r -> r.topicArn(TOPIC).message("hello"));
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }
}
