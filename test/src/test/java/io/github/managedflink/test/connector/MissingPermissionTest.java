package io.github.managedflink.test.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.access.CheckedCall;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.test.access.MissingPermission;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A job that lacks one action does not run here as if nothing were wrong. That each action of each role is needed,
 * {@link ConnectorRunTest} finds out from the calls; these are runs, of one action for each way on which calls come to
 * a stand-in, or of all with {@code -Denforce.mutations=all}, which takes an hour. Sinks of Kinesis are refused where
 * its sources are, those of Firehose and EventBridge where those of SNS are.
 */
class MissingPermissionTest {
    private static final int RECORDS = 200;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} to {1} without {2}")
    @MethodSource("missing")
    void theRunFailsAndNamesTheAction(SourceKind source, SinkKind sink, String action) throws IOException {
        // given
        SynthesizedStack stack = ConnectorApp.synthesize(source, List.of(sink));
        MissingPermission.take(action, stack);

        // when
        LocalRunResult result = LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .feed(source.feed(), Records.write(folder.resolve("feed"), Records.ids(RECORDS)))
                .untilDrained()
                .enforce()
                .run();

        // then
        assertThat(result.application().state()).isEqualTo(ApplicationResult.State.FAILED);
        assertThat(result.application().failure())
                .hasValueSatisfying(failure -> assertThat(failure).contains(action));
        assertThat(result.access().orElseThrow().refused())
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.outcome()).isEqualTo(CheckedCall.Outcome.DENIED))
                .allSatisfy(call -> assertThat(
                                call.call().service() + ":" + call.call().action())
                        .isEqualTo(action));
    }

    static Stream<Arguments> missing() {
        return "all".equals(System.getProperty("enforce.mutations")) ? everyAction() : oneForEachWayToAService();
    }

    private static Stream<Arguments> oneForEachWayToAService() {
        SourceKind polling = SourceKind.KINESIS_POLLING;
        return Stream.of(
                Arguments.of(polling, SinkKind.S3, "kinesis:GetRecords"),
                Arguments.of(SourceKind.KINESIS_FAN_OUT, SinkKind.S3, "kinesis:SubscribeToShard"),
                Arguments.of(SourceKind.MSK, SinkKind.S3, "kafka-cluster:ReadData"),
                Arguments.of(polling, SinkKind.S3, "s3:PutObject"),
                Arguments.of(polling, SinkKind.DYNAMODB, "dynamodb:BatchWriteItem"),
                Arguments.of(polling, SinkKind.OPENSEARCH, "es:ESHttpPost"),
                Arguments.of(polling, SinkKind.MSK_EXACTLY_ONCE, "kafka-cluster:AlterTransactionalId"),
                Arguments.of(polling, SinkKind.SNS, "sns:Publish"));
    }

    private static Stream<Arguments> everyAction() {
        Stream<Arguments> sources = Stream.of(SourceKind.values()).flatMap(source -> each(source, SinkKind.S3));
        Stream<Arguments> sinks = Stream.of(SinkKind.values()).flatMap(sink -> each(SourceKind.KINESIS_POLLING, sink));
        return Stream.concat(sources, sinks);
    }

    private static Stream<Arguments> each(SourceKind source, SinkKind sink) {
        return MissingPermission.actionsOf(ConnectorApp.synthesize(source, List.of(sink))).stream()
                .map(action -> Arguments.of(source, sink, action));
    }
}
