package io.github.managedflink.jobs.leaderboard;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.window.NumberedMessages;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;

/**
 * Events that follow from their numbers, so that a source can go on from any of them: half of them in one shard, half
 * in another, out of order within the bound.
 */
record NumberedEvents(long count, RateLimiterStrategy rate) implements NumberedMessages {
    private static final long START = Instant.parse("2024-03-30T20:00:00Z").toEpochMilli();

    Event event(long number) {
        long half = (count + 1) / 2;
        Random random = new Random(number * 31 + 7);
        return new Event(
                number < half ? "shard-0" : "shard-1",
                String.valueOf((char) ('a' + random.nextInt(6))),
                "r" + random.nextInt(2),
                START + number % half * 50 - random.nextInt(900),
                random.nextInt(8) == 0 ? null : BigDecimal.valueOf(random.nextInt(20_000) - 5_000, random.nextInt(3)),
                "u" + random.nextInt(20),
                random.nextBoolean());
    }

    @Override
    public Message message(long number) {
        Event event = event(number);
        return new Message(
                event.json().getBytes(StandardCharsets.UTF_8), event.shard(), String.valueOf(number), Long.MAX_VALUE);
    }

    List<Event> all() {
        return LongStream.range(0, count).mapToObj(this::event).toList();
    }
}
