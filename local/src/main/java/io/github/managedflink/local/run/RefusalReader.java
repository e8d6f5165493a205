package io.github.managedflink.local.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.result.Refusal;
import io.github.managedflink.local.s3.S3Resources;
import io.github.managedflink.model.DeadLetters;
import io.github.managedflink.model.s3.S3Location;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from an application's dead letters why records were refused. The letters themselves are asked, and no counts of
 * the job: they hold each record once, also after restarts, and say what no count could.
 */
final class RefusalReader {
    /** A bound for memory, should reasons have more in them than is known here. */
    private static final int MOST_KINDS = 1_000;

    private static final String OTHER_REASONS = "other reasons";
    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_EXAMPLE = 100;
    /** What sinks write of records that their services refused, in files of their own. */
    private static final Pattern OF_SERVICE =
            Pattern.compile(".*/sink\\.[^/]*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.json");

    private static final Pattern VALUES =
            Pattern.compile("\"[^\"]*\"?|(?<!\\p{L})'[^']*'|\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    /**
     * The order in which the records came, as far as the letters tell it. The sequence numbers of a stream grow over
     * all of its shards; the offsets of a topic do in each partition alone.
     */
    private static final Comparator<JsonNode> IN_ORDER = Comparator.comparing(RefusalReader::arrival)
            .thenComparing(
                    letter -> letter.path(DeadLetters.SEQUENCE_NUMBER).asText().length())
            .thenComparing(letter -> letter.path(DeadLetters.SEQUENCE_NUMBER).asText())
            .thenComparing(letter -> letter.path(DeadLetters.SHARD).asText());

    private static final JsonMapper JSON = new JsonMapper();
    private static final Logger LOG = LoggerFactory.getLogger(RefusalReader.class);

    private final Map<Kind, Group> groups = new LinkedHashMap<>();

    private RefusalReader() {}

    /** Reads all letters in a folder; the most frequent kinds come first. */
    static List<Refusal> read(S3Resources s3, S3Location deadLetters) {
        RefusalReader reader = new RefusalReader();
        s3.forEachLine(deadLetters, reader::add);
        return reader.groups.entrySet().stream()
                .map(group -> group.getValue().refusal(group.getKey()))
                .sorted(Comparator.comparing(Refusal::records)
                        .reversed()
                        .thenComparing(Refusal::step)
                        .thenComparing(Refusal::reason))
                .toList();
    }

    /** Without its Z, which would come after the fraction of a second that only some have. */
    private static String arrival(JsonNode letter) {
        return letter.path(DeadLetters.ARRIVAL).asText().replace("Z", "");
    }

    /** What is no letter is nobody's fault here: the folder is in a bucket that others may write to. */
    private void add(String key, String line) {
        try {
            JsonNode letter = JSON.readTree(line);
            if (letter.hasNonNull(DeadLetters.STEP) && letter.hasNonNull(DeadLetters.REASON)) {
                add(key, letter);
            }
        } catch (JsonProcessingException e) {
            LOG.debug("a line of {} is no dead letter", key, e);
        }
    }

    private void add(String key, JsonNode letter) {
        String step = letter.path(DeadLetters.STEP).asText();
        boolean byService = OF_SERVICE.matcher("/" + key).matches();
        Kind kind = new Kind(
                step, VALUES.matcher(letter.path(DeadLetters.REASON).asText()).replaceAll("#"), byService);
        if (groups.size() >= MOST_KINDS && !groups.containsKey(kind)) {
            kind = new Kind(step, OTHER_REASONS, byService);
        }
        groups.computeIfAbsent(kind, each -> new Group(letter)).add(letter);
    }

    /** @param reason without the values in it */
    private record Kind(String step, String reason, boolean byService) {}

    private static final class Group {
        private JsonNode first;
        private long records;

        Group(JsonNode first) {
            this.first = first;
        }

        void add(JsonNode letter) {
            records++;
            if (IN_ORDER.compare(letter, first) < 0) {
                first = letter;
            }
        }

        Refusal refusal(Kind kind) {
            String reason = kind.reason().equals(OTHER_REASONS)
                    ? OTHER_REASONS
                    : printable(first.path(DeadLetters.REASON).asText(), LONGEST_REASON);
            String payload = printable(first.path(DeadLetters.PAYLOAD).asText(), LONGEST_EXAMPLE);
            boolean isText = first.path(DeadLetters.ENCODING).asText().equals(DeadLetters.UTF_8);
            return new Refusal(kind.step(), reason, records, isText ? payload : "base64 " + payload, kind.byService());
        }
    }

    /** Control characters, what looks like others, and what has no look of its own would spoil a terminal. */
    private static String printable(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int[] characters = text.codePoints().limit(longest).toArray();
        for (int each : characters) {
            shown.append(isPrintable(each) ? Character.toString(each) : escaped(each));
        }
        return characters.length < text.codePointCount(0, text.length()) ? shown + "…" : shown.toString();
    }

    private static String escaped(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted(character);
        };
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
