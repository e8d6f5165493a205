package io.github.managedflink.test.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * A record of a scenario: the readings of some keys, a second of event time apart, with some that are none in between.
 * In that time no pause of a run comes as far as what follows it, so that the clock may go on in it and says nothing
 * that events change.
 *
 * @param number its place among the events of the scenario
 */
record Event(int number) {
    static final Duration WINDOW = Duration.ofSeconds(500);
    /** Longer than a step: one shard may be read a step behind another. */
    static final Duration MAX_OUT_OF_ORDERNESS = Duration.ofMinutes(15);

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int KEYS = 23;

    /** Whether it is a record at all; others go to the dead letters. */
    boolean isReadable() {
        return number % 97 != 5;
    }

    /** Whether the pipelines' filter lets it through. */
    boolean passesFilter() {
        return number % 7 != 3;
    }

    String key() {
        return "k" + number * 31 % KEYS;
    }

    /** As the pipelines derive it from the key and the number. */
    String id() {
        return key() + "/" + number;
    }

    Instant time() {
        return FIRST.plusSeconds(number);
    }

    Instant windowStart() {
        return Instant.ofEpochMilli(time().toEpochMilli() / WINDOW.toMillis() * WINDOW.toMillis());
    }

    /** As it is put into the stream. */
    String text() {
        return isReadable()
                ? "{\"key\":\"%s\",\"n\":%d,\"at\":\"%s\"}".formatted(key(), number, time())
                : "no record " + number;
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
