package io.github.managedflink.jobs.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.jobs.window.KeptSavepoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Monitors go on from the savepoints of each release. */
class MonitorStateCompatibilityTest {
    private static final List<String> LAYOUTS = List.of("2");
    private static final String NAME = "monitor";
    private static final Requests REQUESTS = new Requests(3_000, RateLimiterStrategy.noOp());

    @TempDir
    Path folder;

    @Test
    void alertsGoOn() throws Exception {
        List<JsonNode> all = KeptSavepoint.runAll(RequestMonitor.job(folder.resolve("all")), REQUESTS);
        for (String layout : LAYOUTS) {
            List<JsonNode> rest =
                    KeptSavepoint.of(layout, NAME).goOn(RequestMonitor.job(folder.resolve(layout)), REQUESTS);

            Instant first = rest.stream()
                    .map(MonitorStateCompatibilityTest::time)
                    .min(Instant::compareTo)
                    .orElseThrow();
            assertThat(told(rest))
                    .as("all alerts since the first")
                    .hasSizeGreaterThan(20)
                    .containsExactlyInAnyOrderElementsOf(told(all.stream()
                            .filter(alert -> !time(alert).isBefore(first))
                            .collect(Collectors.toList())));
            assertThat(all).as("some went out before").hasSizeGreaterThan(rest.size());
        }
    }

    private static Instant time(JsonNode alert) {
        return Instant.parse(alert.path("time").asText());
    }

    private static List<String> told(List<JsonNode> alerts) {
        return alerts.stream().map(RequestMonitor::told).collect(Collectors.toList());
    }

    /** No test but a way to write the savepoint of a new layout. */
    @Test
    @EnabledIfSystemProperty(named = KeptSavepoint.WRITE, matches = "[0-9]+")
    void write() throws Exception {
        Requests slow = new Requests(REQUESTS.count(), RateLimiterStrategy.perSecond(100));
        KeptSavepoint.toWrite(NAME)
                .write(RequestMonitor.job(folder.resolve("written")), slow, folder.resolve("savepoints"));
    }
}
