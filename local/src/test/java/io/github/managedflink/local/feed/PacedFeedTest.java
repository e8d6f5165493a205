package io.github.managedflink.local.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.service.SourceRecord;
import io.github.managedflink.local.service.SourceStream;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PacedFeedTest {
    private final AtomicLong nanos = new AtomicLong(17);
    private final BatchedStream stream = new BatchedStream();

    private PacedFeed feed(int records, double recordsPerSecond) {
        byte[] content = "x\n".repeat(records).getBytes(StandardCharsets.UTF_8);
        Feed feed = new Feed("Source", Path.of("feed"), OptionalDouble.of(recordsPerSecond));
        FeedRecords lines = new FeedRecords(
                feed.file(),
                new LineReader(new ByteArrayInputStream(content)),
                OptionalLong.of(content.length),
                stream,
                Optional.empty());
        return new PacedFeed(feed, lines, nanos::get);
    }

    private void after(PacedFeed feed, Duration time) {
        nanos.addAndGet(time.toNanos());
        feed.putDue();
    }

    @Test
    void eachRecordIsPutWhenItsTimeHasCome() {
        PacedFeed feed = feed(4, 2);

        after(feed, Duration.ZERO);
        assertThat(feed.counts().records()).isEqualTo(1);
        after(feed, Duration.ofMillis(499));
        assertThat(feed.counts().records()).isEqualTo(1);
        after(feed, Duration.ofMillis(1));
        assertThat(feed.counts().records()).isEqualTo(2);
        after(feed, Duration.ofSeconds(1));
        assertThat(feed.counts().records()).isEqualTo(4);
        assertThat(feed.hasEnded()).isFalse();
    }

    @Test
    void tellsHowFarItIs() {
        PacedFeed feed = feed(100, 2);

        after(feed, Duration.ofMillis(24_500));

        assertThat(feed.progress())
                .endsWith("to Source (50 %), 2 a second, 25 s left")
                .startsWith("fed 50 records from");
    }

    @Test
    void itEndsWithTheFile() {
        PacedFeed feed = feed(3, 1);

        after(feed, Duration.ofMinutes(1));

        assertThat(feed.counts().records()).isEqualTo(3);
        assertThat(feed.hasEnded()).isTrue();
        assertThat(stream.batches).containsExactly(3);
    }

    @Test
    void aLongPauseIsMadeUpForInBatches() {
        PacedFeed feed = feed(12_000, 1_000);

        after(feed, Duration.ofSeconds(11));

        assertThat(stream.batches).containsExactly(5_000, 5_000, 1_001);
        assertThat(feed.hasEnded()).isFalse();
    }

    @Test
    void nothingIsPutOnceItIsClosed() {
        PacedFeed feed = feed(10, 1);
        after(feed, Duration.ofSeconds(2));

        feed.close();
        after(feed, Duration.ofSeconds(5));

        assertThat(feed.counts().records()).isEqualTo(3);
        assertThat(feed.hasEnded()).isTrue();
    }

    @Property(tries = 200)
    void howOftenItIsAskedMakesNoDifference(
            @ForAll @DoubleRange(min = 0.01, max = 5_000) double pace,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 200) Integer> pauses) {
        PacedFeed feed = feed(30_000, pace);
        long total = pauses.stream().mapToLong(Integer::longValue).sum();

        pauses.forEach(pause -> after(feed, Duration.ofMillis(pause)));

        assertThat(feed.counts().records()).isEqualTo(1 + (long) (total * 1_000_000 * pace / 1e9));
    }

    /** Remembers how many records came at once. */
    private static final class BatchedStream implements SourceStream {
        private final List<Integer> batches = new ArrayList<>();

        @Override
        public long maxRecordBytes(int keyBytes) {
            return Long.MAX_VALUE;
        }

        @Override
        public void put(List<SourceRecord> records) {
            batches.add(records.size());
        }

        @Override
        public long recordCount() {
            return batches.stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public boolean isBeingRead() {
            return true;
        }

        @Override
        public boolean isReadToItsEnd() {
            return true;
        }
    }
}
