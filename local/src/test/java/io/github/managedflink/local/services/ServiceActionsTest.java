package io.github.managedflink.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.gate.ServiceFault;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceActionsTest {
    private final ServiceActions actions =
            new ServiceActions(Map.of("kinesis", Set.of("PutRecords", "GetRecords"), "sns", Set.of("Publish")));

    @Test
    void aFaultMeetsTheCallsOfAServiceOrOfOneOfItsActions() {
        assertThat(actions.fault(throttled("kinesis"))).isEmpty();
        assertThat(actions.fault(throttled("kinesis").action("PutRecords"))).isEmpty();
    }

    @Test
    void aServiceThatTheRunDoesNotHaveIsNamedWithThoseThatItHas() {
        assertThat(actions.fault(throttled("kinesi")))
                .contains("There is no service kinesi in this run for a fault to meet; did you mean kinesis?");
        assertThat(actions.fault(throttled("dynamodb")))
                .contains("There is no service dynamodb in this run for a fault to meet. The services: kinesis, sns.");
    }

    @Test
    void anActionThatTheServiceDoesNotHaveIsNamedWithThoseThatItHas() {
        assertThat(actions.fault(throttled("kinesis").action("PutRecord")))
                .contains("The service kinesis has no action PutRecord for a fault to meet; did you mean PutRecords?");
        assertThat(actions.fault(throttled("sns").action("PublishBatch")))
                .contains("The service sns has no action PublishBatch for a fault to meet. The actions: Publish.");
    }

    private static ServiceFault throttled(String service) {
        return ServiceFault.throttle(service, Duration.ofSeconds(1));
    }
}
