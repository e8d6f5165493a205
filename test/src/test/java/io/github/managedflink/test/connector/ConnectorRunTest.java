package io.github.managedflink.test.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.test.access.AccessProof;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every source with every sink, over a failure, with the permissions and endpoints that the stack has and no others.
 * One app has all sinks, which makes a run for each source; {@code -Dconnector.pairs=true} runs an app for each pair,
 * which takes a quarter of an hour.
 */
class ConnectorRunTest {
    private static final int RECORDS = 10_000;
    private static final Set<SinkKind> ALL_SINKS = EnumSet.allOf(SinkKind.class);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(SourceKind.class)
    void noSinkLosesARecordWhenTheTaskManagerIsKilled(SourceKind source) throws IOException {
        killInTheMiddle(source, ALL_SINKS);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("io.github.managedflink.test.connector.ConnectorSynthTest#pairs")
    @EnabledIfSystemProperty(named = "connector.pairs", matches = "true")
    void noPairLosesARecordWhenTheTaskManagerIsKilled(SourceKind source, SinkKind sink) throws IOException {
        killInTheMiddle(source, EnumSet.of(sink));
    }

    private void killInTheMiddle(SourceKind source, Set<SinkKind> sinks) throws IOException {
        // given
        List<String> ids = Records.ids(RECORDS);
        SynthesizedStack stack = ConnectorApp.synthesize(source, sinks);
        Path out = folder.resolve("out");

        // when
        LocalRunResult result = LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .feed(source.feed(), Records.writeWithOthers(folder.resolve("feed"), ids))
                .killTaskManagerAfter(RECORDS / 3)
                .enforce()
                .untilDrained()
                .out(out)
                .run();

        // then
        assertThat(result.application().failure()).isEmpty();
        assertThat(result.application().restarts()).isOne();
        Promises.check(sinks, ids, out);
        AccessProof.of(result, stack.deployed())
                .everyCallIsAllowed()
                .everyEndpointIsUsed()
                .everyPermissionIsNeeded();
    }
}
