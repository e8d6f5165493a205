package io.github.managedflink.constructs.s3;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.NewOrExisting;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * A bucket, a new one or one that exists, that sinks and dead letters of a pipeline may share: what is given the same
 * value writes to the same bucket. A value: each {@code with} method returns a changed copy, which is another bucket.
 */
public final class S3Bucket implements SharedResource {
    private static final String KIND = "Bucket";
    private static final double MINIMUM_TLS_VERSION = 1.2;

    private final NewOrExisting<IBucket> bucket;
    private final Setting<IBucket> accessLogs;

    private S3Bucket(NewOrExisting<IBucket> bucket, Setting<IBucket> accessLogs) {
        this.bucket = bucket;
        this.accessLogs = accessLogs;
    }

    /**
     * Returns a new bucket: private, encrypted, versioned, over TLS 1.2 or later only, left in place when it leaves the
     * stack.
     */
    public static S3Bucket newBucket() {
        return newBucket(KIND);
    }

    /** Returns a new bucket with this construct id, for a pipeline with more than one. */
    public static S3Bucket newBucket(String id) {
        return new S3Bucket(NewOrExisting.created(KIND, id), Setting.nothing());
    }

    /** Returns a bucket that exists. */
    public static S3Bucket of(IBucket bucket) {
        return new S3Bucket(NewOrExisting.existing(KIND, bucket), Setting.nothing());
    }

    /** Returns whether it is a new one. */
    public boolean isNew() {
        return bucket.isNew();
    }

    /** Returns the bucket, if it is one that exists. */
    public Optional<IBucket> existing() {
        return bucket.existing();
    }

    /** Sets your own key for a new bucket. Default: keys that S3 manages. */
    public S3Bucket withEncryptionKey(IKey key) {
        return new S3Bucket(bucket.withEncryptionKey(key), accessLogs);
    }

    /** Sets where S3 writes who accessed a new bucket. Default: nowhere. */
    public S3Bucket withAccessLogs(IBucket logs) {
        return new S3Bucket(bucket, Setting.of(logs));
    }

    /** Sets what becomes of a new bucket when it leaves the stack. Default: it stays. */
    public S3Bucket withRemovalPolicy(RemovalPolicy policy) {
        return new S3Bucket(bucket.withRemovalPolicy(policy), accessLogs);
    }

    @Override
    public List<String> constructIds() {
        return bucket.constructIds();
    }

    public String plannedName() {
        return bucket.planned("BucketName", IBucket::getBucketName);
    }

    public void check(Violations violations) {
        bucket.check(violations);
        bucket.checkOption("accessLogs", accessLogs, logs -> "a bucket", violations.at("bucket"));
    }

    public S3BucketConfig bind(BindingContext context) {
        return context.shared(this, S3BucketConfig.class, () -> {
            IBucket bound = bucket.existing().orElseGet(() -> create(context.scope()));
            return S3BucketConfig.of(bound, bucket.output(bound.getBucketName()));
        });
    }

    private Bucket create(Construct scope) {
        IKey key = bucket.encryptionKey();
        return Bucket.Builder.create(scope, bucket.id())
                .encryption(key == null ? BucketEncryption.S3_MANAGED : BucketEncryption.KMS)
                .encryptionKey(key)
                .bucketKeyEnabled(key == null ? null : true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .minimumTlsVersion(MINIMUM_TLS_VERSION)
                .versioned(true)
                .serverAccessLogsBucket(accessLogs.value())
                .removalPolicy(bucket.removalPolicy().orElse(RemovalPolicy.RETAIN))
                .build();
    }
}
