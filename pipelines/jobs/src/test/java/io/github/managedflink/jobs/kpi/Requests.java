package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.window.NumberedMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;

/**
 * Requests of three services, in two shards and out of order within two seconds: two services have bad times now and
 * then, and the third is silent for half a minute out of each.
 */
record Requests(long count, RateLimiterStrategy rate) implements NumberedMessages {
    static final long OUT_OF_ORDERNESS = 2_000;
    private static final long START = Instant.parse("2024-05-01T10:00:00Z").toEpochMilli();
    private static final long MILLIS_BETWEEN = 40;
    private static final long MINUTE = 60_000;

    @Override
    public Message message(long number) {
        long half = (count + 1) / 2;
        Random random = new Random(number * 31 + 5);
        long time = START + number % half * MILLIS_BETWEEN - random.nextInt((int) OUT_OF_ORDERNESS);
        boolean isSilent = (time - START) % MINUTE > MINUTE / 2;
        String service = String.valueOf("abc".charAt(random.nextInt(isSilent ? 2 : 3)));
        boolean isBad = (time - START) / 7_000 % 3 == ("a".equals(service) ? 0 : 1);
        boolean fails = random.nextInt(100) < (isBad ? 40 : 3);
        String json = "{\"t\":" + time + ",\"service\":\"" + service + "\",\"status\":" + (fails ? 503 : 200) + "}";
        return new Message(
                json.getBytes(StandardCharsets.UTF_8),
                number < half ? "shard-0" : "shard-1",
                String.valueOf(number),
                Long.MAX_VALUE);
    }
}
