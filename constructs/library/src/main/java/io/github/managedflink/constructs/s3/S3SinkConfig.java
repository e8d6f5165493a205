package io.github.managedflink.constructs.s3;

import io.github.managedflink.constructs.connector.PipelineSinkConfig;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.model.sink.S3SinkSpec;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.s3.IBucket;

/** A bucket of a stack, as an application writes files to it. */
public final class S3SinkConfig implements PipelineSinkConfig {
    private final S3BucketConfig bucket;
    private final String prefix;
    private final S3SinkSpec spec;

    S3SinkConfig(S3BucketConfig bucket, String prefix, S3SinkSpec spec) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.spec = spec;
    }

    /** Returns the bucket. */
    public IBucket bucket() {
        return bucket.bucket();
    }

    @Override
    public S3SinkSpec spec() {
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
