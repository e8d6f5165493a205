package io.github.managedflink.local.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.http.AwsClients;
import io.github.managedflink.local.http.AwsEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/**
 * Conformance with <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html">the API
 * reference</a>.
 */
class SecretsManagerStandInTest {
    private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:AmazonMSK_broker-AbCdEf";
    private static final String VALUE = "{\"username\":\"job\",\"password\":\"ä<&>\"}";

    private final Gate gate = Gate.open();
    private final SecretsManagerStandIn secrets = new SecretsManagerStandIn();
    private final AwsEndpoint endpoint = AwsEndpoint.start(gate, List.of(secrets));
    private final SecretsManagerClient client =
            AwsClients.pointedTo(endpoint.endpoint(), SecretsManagerClient.builder());

    SecretsManagerStandInTest() {
        secrets.putSecret(ARN, VALUE);
    }

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
    }

    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html: "The ARN or name of the
    // secret";
    // AWSCURRENT is the default stage. https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html,
    // partial ARNs.
    @ParameterizedTest
    @ValueSource(
            strings = {ARN, "arn:aws:secretsmanager:us-east-1:000000000000:secret:AmazonMSK_broker", "AmazonMSK_broker"
            })
    void findsASecretByArnOrName(String id) {
        GetSecretValueResponse response =
                client.getSecretValue(r -> r.secretId(id).versionStage("AWSCURRENT"));

        assertThat(response.arn()).isEqualTo(ARN);
        assertThat(response.name()).isEqualTo("AmazonMSK_broker");
        assertThat(response.secretString()).isEqualTo(VALUE);
        assertThat(response.versionStages()).containsExactly("AWSCURRENT");
        assertThat(gate.served()).isEqualTo(Map.of(new ServiceCall("secretsmanager", "GetSecretValue", ARN), 1L));
    }

    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
    @Test
    void describesASecretWithoutItsValue() {
        assertThat(client.describeSecret(r -> r.secretId(ARN))).satisfies(secret -> {
            assertThat(secret.name()).isEqualTo("AmazonMSK_broker");
            assertThat(secret.createdDate()).isNotNull();
            assertThat(secret.versionIdsToStages().values()).containsExactly(List.of("AWSCURRENT"));
            assertThat(secret.toString()).doesNotContain("password");
        });
    }

    @Test
    void givesTheNewestValue() {
        secrets.putSecret(ARN, "rotated");

        assertThat(client.getSecretValue(r -> r.secretId(ARN)).secretString()).isEqualTo("rotated");
    }

    @Test
    void namesNoSecretThatDoesNotExist() {
        assertThatThrownBy(() -> client.getSecretValue(r -> r.secretId("missing")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Secrets Manager can't find the specified secret.");
        assertThatThrownBy(() -> client.getSecretValue(r -> r.secretId(ARN).versionStage("AWSPREVIOUS")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("AWSPREVIOUS");
    }

    @Test
    void throttles() {
        gate.inject(ServiceFault.throttle("secretsmanager", Duration.ofHours(1)));

        assertThatThrownBy(() -> client.getSecretValue(r -> r.secretId(ARN)))
                .asInstanceOf(type(SecretsManagerException.class))
                .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
    }
}
