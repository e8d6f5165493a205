package io.github.managedflink.local.kinesis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.kinesis.MovableClock;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class KinesisStreamTest {

    private static final StreamArn ARN = StreamArn.parse("arn:aws:kinesis:us-east-1:000000000000:stream/orders");
    private static final String FIRST = "shardId-000000000000";
    private static final String SECOND = "shardId-000000000001";
    private static final String THIRD = "shardId-000000000002";

    private final MovableClock clock = new MovableClock();
    private final KinesisStreams streams = new KinesisStreams(clock);

    @Test
    void readsAtMostSoManyRecords() {
        KinesisStream stream = streamWith(1, 10);

        ShardSlice slice = read(stream, 2, 3, Long.MAX_VALUE);

        assertThat(texts(slice)).containsExactly("value-2", "value-3", "value-4");
        assertThat(slice.nextPosition()).isEqualTo(5);
    }

    @Test
    void readsAsMuchAsFitsButAtLeastOneRecord() {
        KinesisStream stream = streamWith(1, 10);
        long bytesOfTwo = 2L * ("value-0".length() + "key-0".length());

        assertThat(texts(read(stream, 0, 10, bytesOfTwo))).containsExactly("value-0", "value-1");
        assertThat(texts(read(stream, 0, 10, 1))).containsExactly("value-0");
    }

    @Test
    void tellsHowLongTheFirstUnreadRecordHasWaited() {
        KinesisStream stream = streamWith(1, 1);
        clock.advance(Duration.ofSeconds(3));
        stream.put(List.of(record(1)));
        clock.advance(Duration.ofSeconds(4));

        assertThat(read(stream, 0, 1, Long.MAX_VALUE).millisBehindLatest()).isEqualTo(4_000);
        assertThat(read(stream, 1, 1, Long.MAX_VALUE).millisBehindLatest()).isZero();
    }

    @Test
    void isBehindWhileRecordsAreLeftEvenIfTheyCameThisVeryMoment() {
        KinesisStream stream = streamWith(1, 2);

        assertThat(read(stream, 0, 1, Long.MAX_VALUE).millisBehindLatest()).isEqualTo(1);
    }

    @Test
    void findsThePositionOfATime() {
        KinesisStream stream = streamWith(1, 2);
        clock.advance(Duration.ofSeconds(1));
        Instant later = clock.instant();
        stream.put(List.of(record(2)));

        assertThat(positionAt(stream, later.minusSeconds(2))).isZero();
        assertThat(positionAt(stream, later)).isEqualTo(2);
        assertThat(positionAt(stream, later.plusMillis(1))).isEqualTo(3);
    }

    @Test
    void endsAClosedShardWithItsLastRecord() {
        KinesisStream stream = streamWith(1, 2);

        stream.split(FIRST, "1000");

        assertThat(read(stream, 0, 1, Long.MAX_VALUE).endOfShard()).isFalse();
        assertThat(read(stream, 1, 1, Long.MAX_VALUE).endOfShard()).isTrue();
    }

    @Test
    void refusesASequenceNumberAfterTheEndOfAClosedShard() {
        KinesisStream stream = streamWith(1, 2);
        stream.split(FIRST, "1000");
        String beyond = new BigInteger(
                        stream.shard(FIRST).endingSequenceNumber().orElseThrow())
                .add(BigInteger.ONE)
                .toString();
        StartingPosition position =
                StartingPosition.of(StartingPosition.Type.AT_SEQUENCE_NUMBER, Optional.of(beyond), Optional.empty());

        assertRefused(() -> stream.shard(FIRST).positionOf(position), KinesisError.INVALID_ARGUMENT);
    }

    @Test
    void splitsOnlyInsideOfAnOpenShard() {
        KinesisStream stream = streamWith(1, 0);

        assertRefused(() -> stream.split(FIRST, "0"), KinesisError.INVALID_ARGUMENT);
        assertRefused(() -> stream.split(FIRST, "1"), KinesisError.INVALID_ARGUMENT);
        assertRefused(() -> stream.split(FIRST, HashKeyRange.MAX_KEY.toString()), KinesisError.INVALID_ARGUMENT);
        assertRefused(() -> stream.split(FIRST, "many"), KinesisError.VALIDATION);
        stream.split(FIRST, "2");
        assertRefused(() -> stream.split(FIRST, "2"), KinesisError.RESOURCE_IN_USE);
    }

    @Test
    void updatesTheShardCountOnlyFromHalfToDouble() {
        KinesisStream stream = streamWith(4, 0);

        assertRefused(() -> stream.updateShardCount(9), KinesisError.INVALID_ARGUMENT);
        assertRefused(() -> stream.updateShardCount(1), KinesisError.INVALID_ARGUMENT);
        assertRefused(() -> stream.updateShardCount(10_001), KinesisError.LIMIT_EXCEEDED);
        assertThat(stream.openShardCount()).isEqualTo(4);
    }

    @Test
    void filtersShardsByWhenTheyWereOpen() {
        KinesisStream stream = streamWith(1, 0);
        Instant before = clock.instant();
        clock.advance(Duration.ofMinutes(1));
        stream.split(FIRST, "1000");
        clock.advance(Duration.ofMinutes(1));
        Instant after = clock.instant();

        assertThat(ids(stream, ShardFilter.Type.AT_TRIM_HORIZON, after)).containsExactly(FIRST);
        assertThat(ids(stream, ShardFilter.Type.AT_TIMESTAMP, before)).containsExactly(FIRST);
        assertThat(ids(stream, ShardFilter.Type.AT_TIMESTAMP, after)).containsExactly(SECOND, THIRD);
        assertThat(ids(stream, ShardFilter.Type.FROM_TIMESTAMP, before)).containsExactly(FIRST, SECOND, THIRD);
        assertThat(ids(stream, ShardFilter.Type.FROM_TIMESTAMP, after)).containsExactly(SECOND, THIRD);
    }

    @Test
    void takesTwentyConsumers() {
        KinesisStream stream = streamWith(1, 0);
        IntStream.range(0, 20).forEach(i -> stream.registerConsumer("consumer-" + i));

        assertRefused(() -> stream.registerConsumer("one-more"), KinesisError.LIMIT_EXCEEDED);
    }

    @Test
    void keepsConsumersFromBeingDeletedUnasked() {
        KinesisStream stream = streamWith(1, 0);
        stream.registerConsumer("fan-out");

        assertRefused(() -> streams.delete(stream, false), KinesisError.RESOURCE_IN_USE);
        streams.delete(stream, true);

        assertThat(streams.list("us-east-1")).isEmpty();
    }

    @Test
    void limitsTheSizeOfARecordWithItsKey() {
        KinesisStream stream = streams.createProvisioned(ARN, 1);
        byte[] largest = new byte[stream.maxRecordBytes() - 1];

        stream.put(List.of(NewRecord.of("k", largest)));
        assertRefused(() -> stream.put(List.of(NewRecord.of("kk", largest))), KinesisError.VALIDATION);
        assertThat(stream.recordCount()).isEqualTo(1);
        assertRefused(() -> NewRecord.of("", new byte[1]), KinesisError.VALIDATION);

        assertRefused(() -> stream.changeMaxRecordSize(1023), KinesisError.VALIDATION);
        assertRefused(() -> stream.changeMaxRecordSize(10_241), KinesisError.VALIDATION);
        stream.changeMaxRecordSize(1025);
        stream.put(List.of(NewRecord.of("kk", largest)));
        assertThat(stream.recordCount()).isEqualTo(2);
    }

    @Test
    void losesNothingWhileProducersAndReshardingRace() throws InterruptedException, ExecutionException {
        int producers = 4;
        int recordsEach = 2_000;
        KinesisStream stream = streams.createProvisioned(ARN, 2);
        ExecutorService threads = Executors.newFixedThreadPool(producers + 1);
        List<Future<?>> running = new ArrayList<>();
        for (int producer = 0; producer < producers; producer++) {
            running.add(
                    threads.submit(() -> IntStream.range(0, recordsEach).forEach(i -> stream.put(List.of(record(i))))));
        }
        running.add(threads.submit(() -> IntStream.of(4, 8, 5, 3, 6).forEach(stream::updateShardCount)));
        for (Future<?> future : running) {
            future.get();
        }
        threads.shutdown();

        assertThat(stream.recordCount()).isEqualTo((long) producers * recordsEach);
        for (Shard shard : stream.shards()) {
            assertThat(shard.read(0, Integer.MAX_VALUE, Long.MAX_VALUE, clock.millis())
                            .records())
                    .extracting(record -> new BigInteger(record.sequenceNumber()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private KinesisStream streamWith(int shards, int records) {
        KinesisStream stream = streams.createProvisioned(ARN, shards);
        stream.put(
                IntStream.range(0, records).mapToObj(KinesisStreamTest::record).toList());
        return stream;
    }

    private ShardSlice read(KinesisStream stream, int position, int maxRecords, long maxBytes) {
        return stream.shard(FIRST).read(position, maxRecords, maxBytes, clock.millis());
    }

    private static NewRecord record(int i) {
        return NewRecord.of("key-" + i, ("value-" + i).getBytes(StandardCharsets.UTF_8));
    }

    private static int positionAt(KinesisStream stream, Instant when) {
        return stream.shard(FIRST)
                .positionOf(
                        StartingPosition.of(StartingPosition.Type.AT_TIMESTAMP, Optional.empty(), Optional.of(when)));
    }

    private static List<String> texts(ShardSlice slice) {
        return slice.records().stream()
                .map(record -> new String(record.data(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> ids(KinesisStream stream, ShardFilter.Type type, Instant when) {
        return stream.shards(ShardFilter.of(type, Optional.empty(), Optional.of(when)), "").stream()
                .map(Shard::id)
                .toList();
    }

    private static void assertRefused(ThrowingCallable call, KinesisError error) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KinesisException.class, refusal -> assertThat(refusal.code())
                .isEqualTo(error.code()));
    }
}
