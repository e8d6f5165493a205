package io.github.managedflink.local.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishingLatencyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    private void published(int second, Duration after, String reason) {
        Instant time = START.plusSeconds(second);
        String alert = AlertFiles.alert("id" + messages.size(), "*", time.toString(), "OK", "WARNING", reason);
        messages.add(AlertFiles.message(time.plus(after).toString(), alert));
    }

    private AlertLog log() throws IOException {
        return AlertLog.read(List.of(Files.write(folder.resolve("messages.jsonl"), messages)));
    }

    @Test
    void isFromTheEndOfTheWindowToThePublication() throws IOException {
        for (int i = 1; i <= 20; i++) {
            published(i, Duration.ofMillis(100L * i), "THRESHOLD");
        }

        assertThat(PublishingLatency.of("m", log()))
                .contains(new PublishingLatency(20, Duration.ofMillis(1_000), Duration.ofMillis(1_900)));
    }

    @Test
    void leavesOutWhatHappenedLongBefore() throws IOException {
        published(0, Duration.ofDays(9_000), "THRESHOLD");
        assertThat(PublishingLatency.of("m", log())).isEmpty();

        published(1, Duration.ofMillis(5), "THRESHOLD");
        assertThat(PublishingLatency.of("m", log()))
                .contains(new PublishingLatency(1, Duration.ofMillis(5), Duration.ofMillis(5)));
    }
}
