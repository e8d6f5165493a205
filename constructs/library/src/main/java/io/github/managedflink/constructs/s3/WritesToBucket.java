package io.github.managedflink.constructs.s3;

import io.github.managedflink.constructs.connector.PipelineSink;
import java.util.Optional;

/** A sink that writes to a bucket, which dead letters go to as well unless told otherwise. */
public interface WritesToBucket {
    /** Returns the bucket; empty if it is not one of the stack. */
    Optional<S3Bucket> bucket();

    /** Returns the bucket of a sink, if it writes to one. */
    static Optional<S3Bucket> of(PipelineSink sink) {
        return sink instanceof WritesToBucket writer ? writer.bucket() : Optional.empty();
    }
}
