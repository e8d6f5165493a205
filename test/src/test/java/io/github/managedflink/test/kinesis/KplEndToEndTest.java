package io.github.managedflink.test.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records that the Kinesis Producer Library has packed into one come out one by one; what only looks like a pack is a
 * dead letter with its own bytes.
 */
class KplEndToEndTest {
    @TempDir
    private Path out;

    @ParameterizedTest
    @EnumSource
    void everyRecordOfAnAggregateArrivesOnceAndABrokenOneIsADeadLetter(Reading reading) throws IOException {
        Map<String, byte[]> broken = broken();
        LocalRunResult result;
        try (StreamCopy copy = StreamCopy.start(reading, 1, out)) {
            List<byte[]> messages = new ArrayList<>();
            messages.add(StreamCopy.record(0));
            messages.add(KplAggregate.of(records(1, 1_000)));
            messages.addAll(broken.values());
            messages.add(KplAggregate.of(records(1_000, 1_001)));
            messages.add(StreamCopy.record(1_001));
            copy.put(messages);
            copy.awaitDrained();
            result = copy.finish();
        }

        assertThat(result.application().state()).isEqualTo(ApplicationResult.State.STOPPED);
        assertThat(result.application().restarts()).isZero();
        assertThat(StreamCopy.ids(result))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(0, 1_001).boxed().toList());
        assertThat(StreamCopy.deadLetters(result))
                .containsExactlyInAnyOrderElementsOf(broken.values().stream()
                        .map(Base64.getEncoder()::encodeToString)
                        .toList());
    }

    @Test
    void aRecordWhoseHashKeyIsAnotherShardsArrivesToo() throws IOException {
        LocalRunResult result;
        try (StreamCopy copy = StreamCopy.start(Reading.POLLING, 4, out)) {
            copy.put(IntStream.range(0, 10)
                    .mapToObj(pack -> KplAggregate.of(records(pack * 10, pack * 10 + 10)))
                    .toList());
            copy.awaitDrained();
            result = copy.finish();
        }

        assertThat(StreamCopy.ids(result))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).boxed().toList());
    }

    private static Map<String, byte[]> broken() {
        Map<String, byte[]> broken = new LinkedHashMap<>();
        byte[] good = KplAggregate.of(records(5_000, 5_010));
        broken.put("cut off", Arrays.copyOf(good, good.length - 1));
        byte[] changed = good.clone();
        changed[20] ^= 1;
        broken.put("changed", changed);
        broken.put("no message", KplAggregate.sealed("no message".getBytes(StandardCharsets.UTF_8)));
        broken.put("no such partition key", KplAggregate.withPartitionKeyIndex(1, records(6_000, 6_010)));
        broken.put("the magic number alone", Arrays.copyOf(good, 4));
        return broken;
    }

    private static List<byte[]> records(int from, int to) {
        return IntStream.range(from, to).mapToObj(StreamCopy::record).toList();
    }
}
