package io.github.managedflink.jobs.s3;

import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.record.RecordFault;

/** What a sink gets for a record: its encoded form and its folder. For one thread. */
public final class S3Encoding<T> {
    private final RecordEncoder<T> encoder;
    private final BucketPath path;

    S3Encoding(RecordEncoder<T> encoder, BucketPath path) {
        this.encoder = encoder;
        this.path = path;
    }

    public Addressed<T> encode(EtlEvent event) throws RecordFault {
        return new Addressed<>(path.of(event), encoder.encode(event.record()));
    }
}
