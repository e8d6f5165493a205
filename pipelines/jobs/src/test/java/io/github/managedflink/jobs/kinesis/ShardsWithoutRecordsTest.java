package io.github.managedflink.jobs.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShardsWithoutRecordsTest {
    private static final long PATIENCE = 1_000;
    private final ShardsWithoutRecords<String, Integer> shards = new ShardsWithoutRecords<>(PATIENCE);

    @Test
    void timeWaitsForTheFirstRecordOfEachShard() {
        assertThat(shards.holdBack(Map.of("a", -1, "b", -1), 0)).isTrue();
        assertThat(shards.holdBack(Map.of("a", 7, "b", -1), 200)).isTrue();
        assertThat(shards.holdBack(Map.of("a", 7, "b", 3), 400)).isFalse();
    }

    @Test
    void aShardThatStaysSilentHoldsTimeBackForAWhile() {
        shards.holdBack(Map.of("a", -1, "b", -1), 0);

        assertThat(shards.holdBack(Map.of("a", 7, "b", -1), PATIENCE - 1)).isTrue();
        assertThat(shards.holdBack(Map.of("a", 7, "b", -1), PATIENCE)).isFalse();
    }

    @Test
    void soDoesOneThatComesLaterAndOneThatGoesOnFromASnapshot() {
        assertThat(shards.holdBack(Map.of("a", 7), 0)).isTrue();
        assertThat(shards.holdBack(Map.of("a", 8), 100)).isFalse();

        assertThat(shards.holdBack(Map.of("a", 8, "child", -1), 5_000)).isTrue();
        assertThat(shards.holdBack(Map.of("a", 8, "child", 1), 5_100)).isFalse();
    }
}
