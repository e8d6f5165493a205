package io.github.managedflink.constructs.s3;

import io.github.managedflink.constructs.connector.BoundSink;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.model.sink.S3Sink;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.s3.IBucket;

/** A bucket of a stack, as an application writes files to it. */
public final class BoundS3Sink implements BoundSink {
    private final BoundBucket bucket;
    private final String prefix;
    private final S3Sink spec;

    BoundS3Sink(BoundBucket bucket, String prefix, S3Sink spec) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.spec = spec;
    }

    /** The bucket. */
    public IBucket bucket() {
        return bucket.bucket();
    }

    @Override
    public S3Sink spec() {
        return spec;
    }

    @Override
    public List<IamStatement> permissions() {
        return bucket.permissions(prefix, !spec.partitions().isEmpty());
    }

    @Override
    public Map<String, String> outputs() {
        return bucket.outputs();
    }
}
