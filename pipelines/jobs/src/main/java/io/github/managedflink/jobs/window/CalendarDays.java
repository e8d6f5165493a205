package io.github.managedflink.jobs.window;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Days of a time zone. Where the clocks change, a day has 23 or 25 hours. */
public final class CalendarDays implements Panes {
    private static final long serialVersionUID = 1L;

    private final ZoneId zone;
    /** The day asked for last: nearly always the next one asked for, too. */
    private transient long start;

    private transient long end;

    public CalendarDays(ZoneId zone) {
        this.zone = zone;
    }

    private void find(long time) {
        if (time < start || time >= end) {
            LocalDate day = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
            start = startOf(day);
            end = startOf(day.plusDays(1));
        }
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    @Override
    public long paneOf(long time) {
        find(time);
        return start;
    }

    @Override
    public long nextPane(long pane) {
        find(pane);
        return end;
    }

    @Override
    public long numberOf(long pane) {
        return Instant.ofEpochMilli(pane).atZone(zone).toLocalDate().toEpochDay();
    }

    @Override
    public long endOf(long window) {
        find(window);
        return end;
    }

    @Override
    public long firstWindow(long pane) {
        return pane;
    }
}
