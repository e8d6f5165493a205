package io.github.managedflink.jobs.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.record.TimestampFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class TimestampParserTest {
    private static final TimestampParser ISO = new TimestampParser(TimestampFormat.iso8601());

    @Property(seed = "1")
    void isoTextsAreReadAsTheJdkReadsThem(
            @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis) throws RecordFault {
        String text = DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(millis));
        assertThat(IsoTimestamp.parse(text)).isEqualTo(millis);
        assertThat(ISO.parse(text)).isEqualTo(millis);
    }

    @Property(seed = "2")
    void aMomentIsReadToTheNanosecond(
            @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos)
            throws RecordFault {
        Instant moment = Instant.ofEpochSecond(seconds, nanos);
        BigDecimal epoch = BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, 9));
        TimestampParser epochSeconds = new TimestampParser(TimestampFormat.epochSeconds());
        TimestampParser epochMillis = new TimestampParser(TimestampFormat.epochMillis());

        assertThat(ISO.moment(moment.toString())).isEqualTo(moment);
        assertThat(ISO.moment(moment)).isEqualTo(moment);
        assertThat(epochSeconds.moment(epoch.toString())).isEqualTo(moment);
        assertThat(epochMillis.moment(new JsonNumber(epoch.movePointRight(3).toString())))
                .isEqualTo(moment);
        assertThat(ISO.parse(moment.toString())).isEqualTo(moment.toEpochMilli());
        assertThat(epochSeconds.parse(epoch.toString())).isEqualTo(moment.toEpochMilli());
    }

    @Example
    void whatLiesBelowANanosecondIsRefusedButForAnEventsTime() throws RecordFault {
        TimestampParser seconds = new TimestampParser(TimestampFormat.epochSeconds());
        assertThatThrownBy(() -> seconds.moment("1.0000000001"))
                .isInstanceOf(RecordFault.class)
                .hasMessage("\"1.0000000001\" is no timestamp by a number since the epoch, to the nanosecond");
        assertThat(seconds.parse("1.0000000001")).isEqualTo(1000);
        assertThat(seconds.parse("-0.0000000001")).isEqualTo(-1);
    }

    /** Avro's timestamps may be any. */
    @Example
    void aTimestampBeyondTheYearsIsRefused() {
        assertThatThrownBy(() -> ISO.parse(Instant.ofEpochMilli(Long.MAX_VALUE)))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining("not within the years 1 to 9999");
    }

    @Example
    void offsetsAndFractionsAreUnderstood() throws RecordFault {
        assertThat(ISO.parse("2018-02-07T18:04:03.2+01:00")).isEqualTo(1_518_023_043_200L);
        assertThat(ISO.parse(" 2018-02-07T17:04:03.200999999Z ")).isEqualTo(1_518_023_043_200L);
    }

    @Example
    void whatIsNoMomentIsRefused() {
        for (String text : new String[] {
            "",
            "x",
            "2018-02-30T00:00:00Z",
            "2018-13-01T00:00:00Z",
            "2018-02-07T24:00:01Z",
            "2018-02-07T17:04:03",
            "2018-02-07T17:04:0xZ",
            "0000-01-01T00:00:00Z",
            "+10000-01-01T00:00:00Z"
        }) {
            assertThatThrownBy(() -> ISO.parse(text)).as(text).isInstanceOf(RecordFault.class);
        }
        assertThatThrownBy(() -> ISO.parse(1L)).isInstanceOf(RecordFault.class);
        assertThatThrownBy(() -> ISO.parse(true)).isInstanceOf(RecordFault.class);
        assertThatThrownBy(() -> ISO.parse(null)).isInstanceOf(RecordFault.class);
    }

    @Example
    void anImpossibleDateIsRefusedAndNotMovedToAnother() throws RecordFault {
        TimestampParser days = new TimestampParser(TimestampFormat.pattern("dd/MM/yyyy HH:mm", "UTC"));
        assertThat(days.parse("28/02/2001 23:30"))
                .isEqualTo(Instant.parse("2001-02-28T23:30:00Z").toEpochMilli());
        for (String text :
                new String[] {"30/02/2001 10:00", "31/04/2001 10:00", "29/02/2001 10:00", "28/02/2001 24:00"}) {
            assertThatThrownBy(() -> days.parse(text)).as(text).isInstanceOf(RecordFault.class);
        }
    }

    @Example
    void epochsAreNumbersOrTheirTexts() throws RecordFault {
        TimestampParser millis = new TimestampParser(TimestampFormat.epochMillis());
        TimestampParser seconds = new TimestampParser(TimestampFormat.epochSeconds());
        assertThat(millis.parse(1_518_023_043_200L)).isEqualTo(1_518_023_043_200L);
        assertThat(millis.parse("1518023043200")).isEqualTo(1_518_023_043_200L);
        assertThat(seconds.parse(1_518_023_043L)).isEqualTo(1_518_023_043_000L);
        assertThat(seconds.parse(new JsonNumber("1518023043.2"))).isEqualTo(1_518_023_043_200L);
        assertThatThrownBy(() -> seconds.parse(new JsonNumber("1e999"))).isInstanceOf(RecordFault.class);
        assertThatThrownBy(() -> millis.parse(Long.MAX_VALUE))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining("not within the years 1 to 9999");
    }

    @Example
    void aPatternMayLackATimeOfDayAndAZone() throws RecordFault {
        assertThat(pattern("yyyy/MM/dd", "America/New_York").parse("2018/02/07"))
                .isEqualTo(1_517_979_600_000L);
        assertThat(pattern("yyyy-MM-dd hh:mm a", "UTC").parse("2018-02-07 05:04 PM"))
                .isEqualTo(1_518_023_040_000L);
        assertThat(pattern("yyyy-MM-dd HH:mm XXX", "UTC").parse("2018-02-07 18:04 +01:00"))
                .isEqualTo(1_518_023_040_000L);
        assertThatThrownBy(() -> pattern("yyyy-MM", "UTC").parse("2018-02"))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining("a pattern with a whole date");
    }

    private static TimestampParser pattern(String pattern, String zone) {
        return new TimestampParser(TimestampFormat.pattern(pattern, zone));
    }
}
