package io.github.managedflink.local.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.http.AwsClients;
import io.github.managedflink.local.http.AwsEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Conformance with <a href="https://docs.aws.amazon.com/STS/latest/APIReference/Welcome.html">the API reference</a>.
 */
class StsStandInTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/path/reader";
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    private final Gate gate = Gate.open();
    private final AwsEndpoint endpoint =
            AwsEndpoint.start(gate, List.of(new StsStandIn(Clock.fixed(NOW, ZoneOffset.UTC))));
    private final StsClient client = AwsClients.pointedTo(endpoint.endpoint(), StsClient.builder());

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
    }

    // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    @Test
    void givesCredentialsThatNameTheRole() {
        AssumeRoleResponse response = client.assumeRole(r ->
                r.roleArn(ROLE).roleSessionName("job").externalId("partner").durationSeconds(900));

        assertThat(AssumedRole.of(response.credentials().accessKeyId()))
                .contains(new AssumedRole(ROLE, "job", "local"));
        assertThat(response.credentials().expiration()).isEqualTo(NOW.plusSeconds(900));
        assertThat(response.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/reader/job");
        assertThat(gate.served()).containsOnlyKeys(new ServiceCall("sts", "AssumeRole", ROLE));
    }

    // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    @Test
    void tellsWhoCalls() {
        AssumeRoleResponse assumed = client.assumeRole(r -> r.roleArn(ROLE).roleSessionName("job"));
        AwsSessionCredentials credentials = AwsSessionCredentials.create(
                assumed.credentials().accessKeyId(),
                assumed.credentials().secretAccessKey(),
                assumed.credentials().sessionToken());

        GetCallerIdentityResponse asRole = client.getCallerIdentity(
                r -> r.overrideConfiguration(override -> override.credentialsProvider(() -> credentials)));

        assertThat(asRole.account()).isEqualTo("111122223333");
        assertThat(asRole.arn()).isEqualTo(assumed.assumedRoleUser().arn());
        assertThat(client.getCallerIdentity().account()).isEqualTo("000000000000");
    }

    @Test
    void refusesWhatTheServiceRefuses() {
        assertThatThrownBy(() -> client.assumeRole(r -> r.roleArn("reader").roleSessionName("job")))
                .satisfies(e -> hasCode(e, "ValidationError"));
        assertThatThrownBy(() -> client.assumeRole(r -> r.roleArn(ROLE).roleSessionName("a job")))
                .satisfies(e -> hasCode(e, "ValidationError"));
        assertThatThrownBy(() -> client.assumeRole(
                        r -> r.roleArn(ROLE).roleSessionName("job").durationSeconds(60)))
                .satisfies(e -> hasCode(e, "ValidationError"));
    }

    @Test
    void throttles() {
        gate.inject(ServiceFault.throttle("sts", Duration.ofHours(1)));

        assertThatThrownBy(() -> client.assumeRole(r -> r.roleArn(ROLE).roleSessionName("job")))
                .satisfies(e -> hasCode(e, "Throttling"))
                .asInstanceOf(type(StsException.class))
                .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
    }

    @Test
    void takesNoOtherAccessKeysForRoles() {
        assertThat(AssumedRole.of("local")).isEmpty();
        assertThat(AssumedRole.of("ASIAIOSFODNN7EXAMPLE")).isEmpty();
        assertThat(AssumedRole.of("ASIA*")).isEmpty();
    }

    private static void hasCode(Throwable error, String code) {
        assertThat(error)
                .asInstanceOf(type(StsException.class))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
