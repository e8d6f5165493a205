package io.github.managedflink.test.msk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.msk.MskClientAuthentication;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.RunningStack;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader of committed records finds in a topic when the job fails, or goes on elsewhere. */
class ExactlyOnceEndToEndTest {
    private static final String BROKERS = "kafka.example.com:9092";
    private static final int RECORDS = 10_000;
    private static final List<Integer> IDS = IntStream.range(0, RECORDS).boxed().toList();

    @TempDir
    private Path out;

    private static SynthesizedStack stack(UnaryOperator<MskSink> sink) {
        return TopicCopy.on(
                MskCluster.fromBootstrapServers(BROKERS).withAuthentication(MskClientAuthentication.plaintext()), sink);
    }

    @Test
    void everyRecordIsThereOnceWhenATaskManagerIsKilled() throws IOException {
        LocalRunResult result = killedRun(UnaryOperator.identity());

        assertThat(TopicCopy.ids(result)).containsExactlyInAnyOrderElementsOf(IDS);
    }

    @Test
    void noRecordIsMissingAtLeastOnceWhenATaskManagerIsKilled() throws IOException {
        LocalRunResult result = killedRun(MskSink::withAtLeastOnce);

        assertThat(TopicCopy.ids(result)).containsAll(IDS);
    }

    private LocalRunResult killedRun(UnaryOperator<MskSink> sink) {
        List<byte[]> records = TopicCopy.records(RECORDS);
        try (RunningStack running = TopicCopy.run(stack(sink), out).start()) {
            running.put(TopicCopy.FROM, records.subList(0, RECORDS / 2));
            running.awaitRecordsIn(RECORDS / 4);
            running.killTaskManager();
            running.put(TopicCopy.FROM, records.subList(RECORDS / 2, RECORDS));
            running.awaitDrained();
            LocalRunResult result = running.stop();

            assertThat(result.application().state()).isEqualTo(ApplicationResult.State.STOPPED);
            assertThat(result.application().restarts()).isPositive();
            return result;
        }
    }

    @Test
    void everyRecordIsThereOnceWhenTheJobGoesOnFromASavepointAtAnotherParallelism() throws IOException {
        SynthesizedStack stack = stack(UnaryOperator.identity());
        String application = stack.deployed()
                .resources("AWS::KinesisAnalyticsV2::Application")
                .get(0)
                .logicalId();
        List<byte[]> records = TopicCopy.records(RECORDS);
        try (RunningStack running = TopicCopy.run(stack, out).start()) {
            running.put(TopicCopy.FROM, records.subList(0, RECORDS / 2));
            running.awaitRecordsIn(RECORDS / 4);
            String savepoint = running.stop(application).savepoint().orElseThrow();
            running.put(TopicCopy.FROM, records.subList(RECORDS / 2, RECORDS));
            running.start(application, savepoint, 2);
            running.awaitDrained();
            LocalRunResult result = running.stop();

            assertThat(result.application().restarts()).isZero();
            assertThat(TopicCopy.ids(result)).containsExactlyInAnyOrderElementsOf(IDS);
        }
    }
}
