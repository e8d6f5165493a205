package io.github.managedflink.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private final StringWriter written = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aLineTakesThePlaceOfTheOneBeforeOnATerminal() {
        StatusLine line = line(OptionalInt.of(10));

        line.show("first");
        line.show("0123456789");
        line.clear();
        line.clear();

        assertThat(written).hasToString("\r\033[Kfirst\r\033[K01234567…\r\033[K");
    }

    @Test
    void linesComeNowAndThenElsewhere() {
        StatusLine line = line(OptionalInt.empty());

        line.show("first");
        line.show("soon after");
        line.clear();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        line.show("first");
        line.show("later");

        assertThat(written.toString().lines()).containsExactly("first", "later");
    }

    private StatusLine line(OptionalInt columns) {
        return new StatusLine(new PrintWriter(written), columns, nanos::get);
    }
}
