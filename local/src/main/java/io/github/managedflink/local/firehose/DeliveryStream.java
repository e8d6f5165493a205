package io.github.managedflink.local.firehose;

import io.github.managedflink.local.http.Arn;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A delivery stream with its buffer, whose records become objects one after the other, without anything between them.
 */
final class DeliveryStream {
    /** The service's default of the buffering hint {@code SizeInMBs}. */
    static final int BUFFER_BYTES = 5 << 20;

    private static final DateTimeFormatter HOUR_FOLDER = utc("yyyy/MM/dd/HH/");
    private static final DateTimeFormatter OBJECT_TIME = utc("yyyy-MM-dd-HH-mm-ss");
    private static final Pattern TIMESTAMP = Pattern.compile("!\\{timestamp:([^}]+)}");
    private static final String RANDOM = "!{firehose:random-string}";
    private static final int RANDOM_LENGTH = 11;

    private final Arn arn;
    private final String prefix;
    private final DeliveryTarget target;
    private final Clock clock;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private Instant firstArrival;
    private long records;

    DeliveryStream(Arn arn, String prefix, DeliveryTarget target, Clock clock) {
        this.arn = arn;
        this.prefix = prefix;
        this.target = target;
        this.clock = clock;
    }

    Arn arn() {
        return arn;
    }

    synchronized long recordCount() {
        return records;
    }

    synchronized void put(List<byte[]> batch) {
        if (buffer.size() >= BUFFER_BYTES) {
            flush();
        }
        if (buffer.size() == 0) {
            firstArrival = clock.instant();
        }
        batch.forEach(buffer::writeBytes);
        records += batch.size();
    }

    synchronized void flush() {
        if (buffer.size() > 0) {
            target.put(key(), buffer.toByteArray());
            buffer.reset();
        }
    }

    private String key() {
        String suffix = UUID.randomUUID().toString();
        return folder() + arn.name() + "-1-" + OBJECT_TIME.format(firstArrival) + "-" + suffix;
    }

    /** A prefix without expressions gets folders by the hour of the oldest record's arrival. */
    private String folder() {
        if (!prefix.contains("!{")) {
            return prefix + HOUR_FOLDER.format(firstArrival);
        }
        String random = UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM_LENGTH);
        return TIMESTAMP.matcher(prefix.replace(RANDOM, random)).replaceAll(expression -> utc(expression.group(1))
                .format(firstArrival));
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }
}
