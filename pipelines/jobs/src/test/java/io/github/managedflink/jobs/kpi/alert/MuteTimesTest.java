package io.github.managedflink.jobs.kpi.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.kpi.MuteSchedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MuteTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static long at(String moment) {
        return Instant.parse(moment).toEpochMilli();
    }

    private static MuteTimes berlin(String from, String to, DayOfWeek... days) {
        return new MuteTimes(List.of(
                days.length == 0
                        ? MuteSchedule.daily(BERLIN, LocalTime.parse(from), LocalTime.parse(to))
                        : MuteSchedule.weekly(BERLIN, LocalTime.parse(from), LocalTime.parse(to), days)));
    }

    private static void assertMuted(MuteTimes times, String from, String to) {
        assertThat(times.isMuted(at(from) - 1)).isFalse();
        assertThat(times.endAfter(at(from))).isEqualTo(at(to));
        assertThat(times.endAfter(at(to) - 1)).isEqualTo(at(to));
        assertThat(times.isMuted(at(to))).isFalse();
        assertThat(times.endAfter(at(to))).isEqualTo(at(to));
    }

    @Test
    void hoursOverMidnightBelongToTheDayOnWhichTheyBegin() {
        // 2026-01-31 is a Saturday.
        assertMuted(berlin("22:00", "06:00", DayOfWeek.SATURDAY), "2026-01-31T21:00:00Z", "2026-02-01T05:00:00Z");
        assertThat(berlin("22:00", "06:00", DayOfWeek.SATURDAY).isMuted(at("2026-01-31T02:00:00Z")))
                .isFalse();
    }

    @Test
    void hoursAreThoseOfTheClockWhereItIsPutForward() {
        // On 2026-03-29 the hour from 2 to 3 is left out.
        assertMuted(berlin("01:00", "04:00"), "2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z");
        assertMuted(berlin("02:30", "04:00"), "2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z");
        assertMuted(berlin("22:00", "02:30"), "2026-03-28T21:00:00Z", "2026-03-29T01:30:00Z");
    }

    @Test
    void hoursAreThoseOfTheClockWhereItIsPutBack() {
        // On 2026-10-25 the hour from 2 to 3 comes twice.
        assertMuted(berlin("01:00", "04:00"), "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z");
        assertMuted(berlin("01:00", "02:30"), "2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z");
    }

    @Test
    void schedulesThatMeetAreOne() {
        MuteTimes times = new MuteTimes(List.of(
                MuteSchedule.daily(UTC, LocalTime.of(10, 0), LocalTime.of(12, 0)),
                MuteSchedule.between(Instant.parse("2026-01-31T11:00:00Z"), Instant.parse("2026-02-02T10:00:00Z")),
                MuteSchedule.daily(UTC, LocalTime.of(12, 0), LocalTime.of(13, 0))));

        assertMuted(times, "2026-01-31T10:00:00Z", "2026-02-02T13:00:00Z");
    }

    @Test
    void aRuleMayBeMutedForGood() {
        MuteTimes always = new MuteTimes(List.of(
                MuteSchedule.daily(UTC, LocalTime.MIDNIGHT, LocalTime.NOON),
                MuteSchedule.daily(UTC, LocalTime.NOON, LocalTime.MIDNIGHT)));
        MuteTimes allTime = new MuteTimes(List.of(MuteSchedule.between(Instant.MIN, Instant.MAX)));

        assertThat(always.endAfter(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(allTime.isMuted(0)).isTrue();
    }

    @Property(tries = 200, seed = "20261201")
    void aTimeIsMutedIfTheClockOnTheWallIsWithinTheHours(
            @ForAll @IntRange(max = 1_439) int from,
            @ForAll @IntRange(max = 1_439) int to,
            @ForAll @IntRange(max = 9_999) int minute) {
        if (from == to) {
            return;
        }
        LocalTime begin = LocalTime.ofSecondOfDay(from * 60L);
        LocalTime end = LocalTime.ofSecondOfDay(to * 60L);
        MuteTimes times = new MuteTimes(List.of(MuteSchedule.daily(BERLIN, begin, end)));
        // A week in which the clocks are not changed.
        Instant moment = Instant.parse("2026-05-04T00:00:00Z").plus(Duration.ofMinutes(minute));
        LocalTime clock = ZonedDateTime.ofInstant(moment, BERLIN).toLocalTime();

        boolean muted = times.isMuted(moment.toEpochMilli());

        boolean isAfterBegin = !clock.isBefore(begin);
        boolean isBeforeEnd = clock.isBefore(end);
        assertThat(muted).isEqualTo(begin.isBefore(end) ? isAfterBegin && isBeforeEnd : isAfterBegin || isBeforeEnd);
    }
}
