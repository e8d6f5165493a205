package io.github.managedflink.test.connector;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.local.run.RunningStack;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services that refuse all calls for a time cost no record and no restart. */
class ConnectorFaultTest {
    private static final int RECORDS = 10_000;
    private static final Set<SinkKind> ALL_SINKS = EnumSet.allOf(SinkKind.class);
    private static final Duration OUTAGE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndTheJobRunsOnWhenEveryServiceThrottlesAndFailsForTenSeconds() throws IOException {
        disturbInTheMiddle(SourceKind.KINESIS_POLLING, ALL_SINKS);
    }

    /** The sinks are the same whatever they get their records from. */
    @Test
    void theSameWhereTheRecordsComeFromKafka() throws IOException {
        disturbInTheMiddle(SourceKind.MSK, EnumSet.of(SinkKind.S3, SinkKind.MSK_EXACTLY_ONCE));
    }

    @ParameterizedTest
    @EnumSource(
            value = SourceKind.class,
            names = {"KINESIS_FAN_OUT", "MSK"})
    @EnabledIfSystemProperty(named = "connector.pairs", matches = "true")
    void theSameFromEverySourceToEverySink(SourceKind source) throws IOException {
        disturbInTheMiddle(source, ALL_SINKS);
    }

    private void disturbInTheMiddle(SourceKind source, Set<SinkKind> sinks) throws IOException {
        Set<String> services = sinks.stream().map(SinkKind::service).collect(toSet());
        List<String> ids = Records.ids(RECORDS);
        SynthesizedStack stack = ConnectorApp.synthesize(source, sinks);
        Path out = folder.resolve("out");
        try (RunningStack running = LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .out(out)
                .start()) {
            // when
            disturb(running, services, ServiceFault::throttle);
            running.put(source.feed(), Records.json(ids.subList(0, RECORDS / 2)));
            running.awaitDrained();
            disturb(running, services, ServiceFault::serverErrors);
            running.put(source.feed(), Records.json(ids.subList(RECORDS / 2, RECORDS)));
            running.awaitDrained();
            LocalRunResult result = running.stop();

            // then
            assertThat(result.application().failure()).isEmpty();
            assertThat(result.application().restarts()).isZero();
            assertThat(running.refusedCalls().keySet().stream()
                            .map(ServiceCall::service)
                            .collect(toSet()))
                    .isEqualTo(services);
            Promises.check(sinks, ids, out);
        }
    }

    private static void disturb(
            RunningStack running, Set<String> services, BiFunction<String, Duration, ServiceFault> fault) {
        services.forEach(service -> running.inject(fault.apply(service, OUTAGE)));
    }
}
