package io.github.managedflink.jobs.s3;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.model.s3.S3Partition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The folders of a record under a sink's prefix, {@code name=value/…}, as Hive, Athena and Glue read them. For one
 * thread.
 */
final class BucketPath {
    private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";
    /** S3 keys have up to 1,024 bytes; the file's own name needs some 60. */
    private static final int MAX_KEY_BYTES = 1024 - 80;

    private final Level[] levels;
    private final int prefixBytes;

    BucketPath(List<S3Partition> partitions, String prefix) {
        this.levels = partitions.stream().map(Level::new).toArray(Level[]::new);
        this.prefixBytes = prefix.getBytes(StandardCharsets.UTF_8).length;
    }

    String of(PipelineEvent event) throws RecordFault {
        if (levels.length == 0) {
            return "";
        }
        if (levels.length == 1) {
            return checked(levels[0].folder(event));
        }
        StringBuilder path = new StringBuilder(levels[0].folder(event));
        for (int i = 1; i < levels.length; i++) {
            path.append('/').append(levels[i].folder(event));
        }
        return checked(path.toString());
    }

    private String checked(String path) throws RecordFault {
        // A char takes three bytes at most, so most paths need not be encoded to be measured.
        if (path.length() * 3 + prefixBytes > MAX_KEY_BYTES
                && path.getBytes(StandardCharsets.UTF_8).length + prefixBytes > MAX_KEY_BYTES) {
            throw new RecordFault("the values of the partitions make a longer key than S3 allows");
        }
        return path;
    }

    private static final class Level {
        private final S3Partition partition;
        private final RecordPath field;
        private final DateTimeFormatter formatter;
        /** Whether the pattern can tell two moments of one second apart. */
        private final boolean subSecond;

        private long lastSecond = Long.MIN_VALUE;
        private String lastFolder;

        Level(S3Partition partition) {
            this.partition = partition;
            this.field = partition.field() == null ? null : RecordPath.of(partition.field());
            this.formatter = partition.pattern() == null
                    ? null
                    : DateTimeFormatter.ofPattern(partition.pattern(), Locale.ROOT)
                            .withZone(ZoneId.of(partition.zone()));
            this.subSecond = partition.pattern() != null
                    && partition.pattern().chars().anyMatch(letter -> "SnNA".indexOf(letter) >= 0);
        }

        String folder(PipelineEvent event) throws RecordFault {
            switch (partition.kind()) {
                case EVENT_TIME:
                    return ofTime(event.eventTime());
                case TIMESTAMP_FIELD:
                    Object moment = field.get(event.record());
                    if (moment != null && !(moment instanceof Instant)) {
                        throw new RecordFault("the field " + field + " of the partition " + partition.name()
                                + " is no timestamp; cast it to one");
                    }
                    return moment == null ? named(NO_VALUE) : ofTime(((Instant) moment).toEpochMilli());
                default:
                    Object value = field.get(event.record());
                    if (!ScalarText.isScalar(value)) {
                        throw new RecordFault("the field " + field + " of the partition " + partition.name()
                                + " is an object or a list");
                    }
                    return named(value == null ? NO_VALUE : escaped(ScalarText.of(value)));
            }
        }

        private String ofTime(long millis) {
            long second = Math.floorDiv(millis, 1000L);
            if (subSecond || second != lastSecond) {
                lastFolder = named(escaped(formatter.format(Instant.ofEpochMilli(millis))));
                lastSecond = second;
            }
            return lastFolder;
        }

        private String named(String value) {
            return partition.name() + "=" + value;
        }
    }

    /** Percent-encodes what Hive does, and what Flink's paths or S3 would take amiss. */
    static String escaped(String value) {
        if (value.isEmpty()) {
            return NO_VALUE;
        }
        StringBuilder escaped = null;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isPlain(c)) {
                if (escaped != null) {
                    escaped.append(c);
                }
                continue;
            }
            if (escaped == null) {
                escaped = new StringBuilder(value.length() + 16).append(value, 0, i);
            }
            int end = Character.isHighSurrogate(c) && i + 1 < value.length() ? i + 2 : i + 1;
            for (byte b : value.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
                escaped.append(String.format("%%%02X", b & 0xFF));
            }
            i = end - 1;
        }
        return escaped == null ? value : escaped.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == ' '
                || c == '+'
                || c == ',';
    }
}
