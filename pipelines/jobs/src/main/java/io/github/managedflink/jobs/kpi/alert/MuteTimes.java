package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.model.kpi.MuteSchedule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The times at which a rule is muted, by all its schedules together. Times are in milliseconds since the epoch. */
final class MuteTimes {
    /** So many schedules in a row without a gap that there is no end to be seen. */
    private static final int ENDLESS = 1_000;

    private final List<Span> spans = new ArrayList<>();

    MuteTimes(List<MuteSchedule> schedules) {
        for (MuteSchedule schedule : schedules) {
            spans.add(schedule.kind() == MuteSchedule.Kind.BETWEEN ? new Once(schedule) : new Hours(schedule));
        }
    }

    boolean isMuted(long time) {
        return endAfter(time) > time;
    }

    /**
     * The first moment from {@code time} on that is not muted: the latter itself if it is not. {@link Long#MAX_VALUE}
     * if there is none.
     */
    long endAfter(long time) {
        long end = time;
        for (int i = 0; i < ENDLESS; i++) {
            long longer = end;
            for (Span span : spans) {
                longer = Math.max(longer, span.endAfter(end));
            }
            if (longer == end) {
                return end;
            }
            end = longer;
        }
        return Long.MAX_VALUE;
    }

    private interface Span {
        /** The end of the span that a time is in; the time itself if it is in none. */
        long endAfter(long time);
    }

    private static final class Once implements Span {
        private final long from;
        private final long to;

        Once(MuteSchedule schedule) {
            from = millis(schedule.fromInstant());
            to = millis(schedule.toInstant());
        }

        @Override
        public long endAfter(long time) {
            return time >= from && time < to ? to : time;
        }

        /** The nearest that a long holds: moments reach further. */
        private static long millis(Instant moment) {
            long furthest = Long.MAX_VALUE / 1_000 - 1;
            long seconds = Math.max(-furthest, Math.min(furthest, moment.getEpochSecond()));
            return Instant.ofEpochSecond(seconds, moment.getNano()).toEpochMilli();
        }
    }

    private static final class Hours implements Span {
        private final ZoneId zone;
        private final LocalTime from;
        private final LocalTime to;
        private final Set<DayOfWeek> days;

        Hours(MuteSchedule schedule) {
            zone = schedule.zone();
            from = schedule.fromTime();
            to = schedule.toTime();
            days = schedule.kind() == MuteSchedule.Kind.DAILY
                    ? EnumSet.allOf(DayOfWeek.class)
                    : EnumSet.copyOf(schedule.days());
        }

        @Override
        public long endAfter(long time) {
            LocalDate today = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
            // Two days back, for hours over midnight that the clocks put over another one.
            for (LocalDate day = today.minusDays(2); !day.isAfter(today); day = day.plusDays(1)) {
                if (days.contains(day.getDayOfWeek())) {
                    long end = millis(from.isBefore(to) ? day : day.plusDays(1), to);
                    if (time >= millis(day, from) && time < end) {
                        return end;
                    }
                }
            }
            return time;
        }

        private long millis(LocalDate day, LocalTime hour) {
            return day.atTime(hour).atZone(zone).toInstant().toEpochMilli();
        }
    }
}
