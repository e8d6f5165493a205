package io.github.managedflink.test.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.test.access.AccessProof;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.constructs.Construct;

/**
 * Three applications, two of them in one network and one in another, reach what they call through the endpoints of
 * their own networks.
 */
class SharedNetworkTest {
    private static final int RECORDS = 200;
    private static final Map<String, SinkKind> APPLICATIONS =
            Map.of("Alerts", SinkKind.SNS, "Items", SinkKind.DYNAMODB, "Events", SinkKind.EVENT_BRIDGE);

    @TempDir
    Path folder;

    @Test
    void eachEndpointCarriesCallsAndNoCallLacksOne() throws IOException {
        // given
        SynthesizedStack stack = SynthesizedStack.anywhere(FeatureFlags.RECOMMENDED, SharedNetworkTest::addTo);
        LocalRun.Builder run = LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .untilDrained()
                .enforce();
        for (String application : APPLICATIONS.keySet()) {
            run.feed(
                    application + "/Stream",
                    Records.writeWithOthers(folder.resolve(application), Records.ids(RECORDS)));
        }

        // when
        LocalRunResult result = run.run();

        // then
        assertThat(result.applications()).hasSize(APPLICATIONS.size()).allSatisfy(application -> assertThat(
                        application.state())
                .as(application.failure().orElse(""))
                .isEqualTo(ApplicationResult.State.STOPPED));
        AccessProof.of(result, stack.deployed()).everyCallIsAllowed().everyEndpointIsUsed();
        assertThat(stack.properties("AWS::EC2::VPCEndpoint"))
                .extracting(endpoint -> endpoint.path("ServiceName").toString().replaceAll("[^a-z0-9-]*$|.*[.]", ""))
                .containsExactlyInAnyOrder(
                        "kinesis-streams", "sns", "s3", "dynamodb", "kinesis-streams", "events", "s3");
    }

    private static void addTo(Construct scope) {
        Surroundings shared = new Surroundings(new Construct(scope, "Shared"));
        Surroundings own = new Surroundings(new Construct(scope, "Own"));
        APPLICATIONS.forEach((id, sink) -> ConnectorApp.addTo(
                scope, id, sink == SinkKind.EVENT_BRIDGE ? own : shared, SourceKind.KINESIS_POLLING, List.of(sink)));
    }
}
