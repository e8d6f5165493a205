package io.github.managedflink.test.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * A record of a scenario: the readings of some keys, ten milliseconds of event time apart, with some that are none in between.
 *
 * @param number its place among the events of the scenario
 */
record Event(int number) {
    static final Duration WINDOW = Duration.ofSeconds(5);

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
        return FIRST.plusMillis(10L * number);
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
