package io.github.managedflink.local.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordCountsTest {
    @Test
    void tellsResultsThatASinkCannotWriteFromEventsThatWereRejected() {
        RecordCounts counts = RecordCounts.of(Map.of(
                        "in",
                        100L,
                        "counted",
                        80L,
                        "late",
                        20L,
                        "filtered",
                        0L,
                        "rejected",
                        3L,
                        "rejected.results",
                        3L))
                .orElseThrow();

        assertThat(counts.rejected()).isZero();
        assertThat(counts.refused()).isEqualTo(3);
        assertThat(counts.isBalanced()).isTrue();
        assertThat(counts.lateShare()).isEqualTo(0.2);
    }

    @Test
    void tellsWhichStepsLeftRecordsOutAndWhatEachSinkGot() {
        RecordCounts counts = RecordCounts.of(Map.of(
                        "in",
                        10L,
                        "out",
                        4L,
                        "out.main",
                        4L,
                        "out.other",
                        0L,
                        "filtered",
                        6L,
                        "filtered.source",
                        1L,
                        "filtered.2.filter",
                        5L,
                        "filtered.3.filter",
                        0L))
                .orElseThrow();

        assertThat(counts.filteredBySteps()).containsExactlyInAnyOrderEntriesOf(Map.of("source", 1L, "2.filter", 5L));
        assertThat(counts.sinks()).containsExactlyInAnyOrderEntriesOf(Map.of("main", 4L, "other", 0L));
        assertThat(counts.isBalanced()).isTrue();
        assertThat(counts.withRefusedByService(2).refused()).isEqualTo(2);
    }

    @Test
    void knowsNothingOfOtherJobs() {
        assertThat(RecordCounts.of(Map.of("records", 1L))).isEmpty();
    }
}
