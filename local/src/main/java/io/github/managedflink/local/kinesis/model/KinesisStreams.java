package io.github.managedflink.local.kinesis.model;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All streams of the stand-in. In one region a name stands for one stream, whatever its account. */
public final class KinesisStreams {

    private final Clock clock;
    private final ConcurrentNavigableMap<String, KinesisStream> byRegionAndName = new ConcurrentSkipListMap<>();

    public KinesisStreams(Clock clock) {
        this.clock = clock;
    }

    public KinesisStream createProvisioned(StreamArn arn, int shardCount) {
        return add(KinesisStream.provisioned(arn, shardCount, clock));
    }

    public KinesisStream createOnDemand(StreamArn arn) {
        return add(KinesisStream.onDemand(arn, clock));
    }

    private KinesisStream add(KinesisStream stream) {
        if (byRegionAndName.putIfAbsent(key(stream.arn().region(), stream.arn().name()), stream) != null) {
            throw KinesisException.inUse("stream " + stream.arn() + " exists already");
        }
        return stream;
    }

    public KinesisStream get(String region, String name) {
        KinesisStream stream = byRegionAndName.get(key(region, name));
        if (stream == null) {
            throw KinesisException.notFound("stream " + name + " does not exist in " + region);
        }
        return stream;
    }

    public KinesisStream get(StreamArn arn) {
        KinesisStream stream = byRegionAndName.get(key(arn.region(), arn.name()));
        if (stream == null || !stream.arn().equals(arn)) {
            throw KinesisException.notFound("stream " + arn + " does not exist");
        }
        return stream;
    }

    public boolean contains(KinesisStream stream) {
        return byRegionAndName.get(key(stream.arn().region(), stream.arn().name())) == stream;
    }

    /** Deletes a stream, with its consumers only if {@code enforceConsumerDeletion}. */
    public void delete(KinesisStream stream, boolean enforceConsumerDeletion) {
        if (!enforceConsumerDeletion && !stream.consumers().isEmpty()) {
            throw KinesisException.inUse("stream " + stream.arn().name()
                    + " has registered consumers: deregister them or set EnforceConsumerDeletion");
        }
        byRegionAndName.remove(key(stream.arn().region(), stream.arn().name()), stream);
        stream.wakeAllReaders();
    }

    /** The streams of a region in the order of their names. */
    public List<KinesisStream> list(String region) {
        return byRegionAndName.values().stream()
                .filter(stream -> stream.arn().region().equals(region))
                .toList();
    }

    private static String key(String region, String name) {
        return region + "/" + name;
    }
}
