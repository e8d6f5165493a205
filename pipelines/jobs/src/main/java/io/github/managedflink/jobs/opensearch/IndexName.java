package io.github.managedflink.jobs.opensearch;

import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.sink.OpenSearchIndex;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names the index of a record by its event time. For one thread. */
final class IndexName {
    private static final long MILLIS_PER_SECOND = 1_000;

    private final OpenSearchIndex index;
    /** Null if the name holds no date. */
    private final DateTimeFormatter date;

    private long lastSecond = Long.MIN_VALUE;
    private String lastName;

    IndexName(String name) {
        this.index = OpenSearchIndex.of(name);
        this.date = index.datePattern() == null
                ? null
                : TimestampFormat.formatter(index.datePattern()).withZone(ZoneOffset.UTC);
    }

    String at(long eventTime) {
        if (date == null) {
            return index.before();
        }
        // Nobody wants an index for less than a second, and a formatter costs more than the rest of the record.
        long second = Math.floorDiv(eventTime, MILLIS_PER_SECOND);
        if (second != lastSecond) {
            lastSecond = second;
            lastName = index.before() + date.format(Instant.ofEpochSecond(second)) + index.after();
        }
        return lastName;
    }
}
