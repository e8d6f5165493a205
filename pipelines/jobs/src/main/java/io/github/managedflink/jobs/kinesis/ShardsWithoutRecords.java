package io.github.managedflink.jobs.kinesis;

import java.util.HashMap;
import java.util.Map;

/**
 * Shards that have been turned to, at the start or after the stream was resharded, and of which no record has come yet.
 * What is in them may be older than all that others have brought, so they hold time back as any silent shard does:
 * until they have been silent for long enough.
 *
 * @param <S> what tells one shard from another
 * @param <P> a place in a shard
 */
final class ShardsWithoutRecords<S, P> {
    private final long patience;
    private final Map<S, P> first = new HashMap<>();
    private final Map<S, Long> since = new HashMap<>();

    /** @param patience for how many milliseconds a silent shard holds time back */
    ShardsWithoutRecords(long patience) {
        this.patience = patience;
    }

    /**
     * Whether time has to wait for one of them.
     *
     * @param places where the shards have been read to
     * @param now the clock, in milliseconds
     */
    boolean holdBack(Map<S, P> places, long now) {
        boolean holds = false;
        for (Map.Entry<S, P> shard : places.entrySet()) {
            P begun = first.putIfAbsent(shard.getKey(), shard.getValue());
            Long turnedTo = since.putIfAbsent(shard.getKey(), now);
            boolean isUnheard = begun == null || begun.equals(shard.getValue());
            holds |= isUnheard && (turnedTo == null || now - turnedTo < patience);
        }
        return holds;
    }
}
