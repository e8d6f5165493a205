package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.service.SourceRecord;
import io.github.managedflink.local.service.SourceStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadersTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicBoolean mayBeRead = new AtomicBoolean(true);
    private final Readers readers = new Readers(stream -> mayBeRead.get(), now::get);
    private final FakeStream orders = new FakeStream();

    @Test
    void waitsFiveMinutesForTheFirstReader() {
        readers.expectFor(orders, "Orders");
        pass(Duration.ofMinutes(5).minusNanos(1));
        readers.expectFor(orders, "another name");
        assertThat(readers.awaited()).containsExactly("Orders");
        assertThat(readers.withoutReader()).containsExactly("Orders");

        pass(Duration.ofNanos(1));

        assertThat(readers.awaited()).isEmpty();
        assertThat(readers.unread()).containsExactly("Orders");
    }

    @Test
    void waitsWithoutEndForOneThatReads() {
        readers.expectFor(orders, "Orders");
        orders.isBeingRead = true;
        pass(Duration.ofHours(1));
        assertThat(readers.awaited()).containsExactly("Orders");
        assertThat(readers.withoutReader()).isEmpty();

        orders.isReadToItsEnd = true;

        assertThat(readers.awaited()).isEmpty();
        assertThat(readers.unread()).isEmpty();
    }

    @Test
    void waitsNotWhereNobodyMayRead() {
        readers.expectFor(orders, "Orders");
        mayBeRead.set(false);

        assertThat(readers.awaited()).isEmpty();
        assertThat(readers.unread()).containsExactly("Orders");
    }

    @Test
    void anEmptyStreamNeedsNoReader() {
        orders.records = 0;
        readers.expectFor(orders, "Orders");

        assertThat(readers.awaited()).isEmpty();
        assertThat(readers.unread()).isEmpty();
    }

    @Test
    void whatComesAfterAllHasBeenReadWasWrittenByAnApplicationUnlessItIsFed() {
        readers.expectFor(orders, "Orders");
        orders.isBeingRead = true;
        orders.isReadToItsEnd = true;
        readers.noteWhatIsRead();

        orders.isReadToItsEnd = false;

        assertThat(readers.unread()).isEmpty();
        assertThat(readers.writtenLater()).containsExactly("Orders");

        readers.expectFor(orders, "Orders");

        assertThat(readers.unread()).containsExactly("Orders");
        assertThat(readers.writtenLater()).isEmpty();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static final class FakeStream implements SourceStream {
        private long records = 3;
        private boolean isBeingRead;
        private boolean isReadToItsEnd;

        @Override
        public long maxRecordBytes(int keyBytes) {
            return Long.MAX_VALUE;
        }

        @Override
        public void put(List<SourceRecord> more) {
            records += more.size();
        }

        @Override
        public long recordCount() {
            return records;
        }

        @Override
        public boolean isBeingRead() {
            return isBeingRead;
        }

        @Override
        public boolean isReadToItsEnd() {
            return isReadToItsEnd;
        }
    }
}
