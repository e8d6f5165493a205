package io.github.managedflink.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.kpi.AlertFiles;
import io.github.managedflink.local.presentation.PathText;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.window.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorPrinterTest {
    private static final KpiMonitorSpec MONITOR = KpiMonitorSpec.builder()
            .name("m")
            .source(KinesisSourceSpec.builder()
                    .streamArn("arn:aws:kinesis:us-east-1:000000000000:stream/flights")
                    .build())
            .kpi("on_time", Kpi.share("delay < 15"))
            .window(Window.tumbling(Duration.ofSeconds(1)))
            .rule("late", AlertRule.on("on_time").warning(Threshold.below(0.7)))
            .sink(S3SinkSpec.builder().location(S3Location.of("lake", "alerts")).build())
            .deadLetters(S3Location.of("lake", "dead"))
            .lateEvents(S3Location.of("lake", "late"))
            .build();

    @TempDir
    private Path folder;

    private String printed(Path... outputs) {
        LocalRunResult result = new LocalRunResult(
                "S",
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(outputs),
                Optional.of(folder.resolve("summary.json")),
                Optional.empty(),
                false);
        StringWriter text = new StringWriter();
        new MonitorPrinter(new PrintWriter(text), 1).print(List.of(MONITOR), result);
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void showsTheTimelineHowFastMessagesWereAndThePlots() throws IOException {
        // given
        Path messages = Files.write(
                folder.resolve("messages.jsonl"),
                List.of(AlertFiles.message(
                        "2026-01-01T00:00:10.734Z",
                        AlertFiles.alert("a", "*", "2026-01-01T00:00:10Z", "OK", "WARNING", "THRESHOLD"))));
        Path readings = Files.write(
                folder.resolve("part-0"), List.of(AlertFiles.measurement("*", "2026-01-01T00:00:10Z", "0.6")));
        Path other = Files.createDirectory(folder.resolve("plots")).resolve("other.svg");
        Files.writeString(other, "of nobody's run");

        // when
        String text = printed(messages, readings);

        // then
        assertThat(text)
                .contains("Alerts of the monitor m:\n")
                .contains(
                        "Monitor m, from the end of the window to the SNS message: median 0.73 s, 95 % 0.73 s (1 alert,"
                                + " windows of 1 s)\n")
                .endsWith("\nPlots:\n  " + PathText.of(folder.resolve("plots/m-late.svg")) + "\n");
        assertThat(other).exists();
    }

    @Test
    void saysNothingOfAMonitorThatToldNothing() {
        assertThat(printed()).isEmpty();
    }
}
