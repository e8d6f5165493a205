package io.github.managedflink.constructs.s3;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.RemovalPolicies;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.model.settings.Tokens;
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

/**
 * A bucket, a new one or one that exists, that sinks and dead letters of a pipeline may share: what is given the same
 * binding writes to the same bucket. A
 * value: each method gives a changed copy, which is another bucket.
 */
public final class S3Bucket implements SharedResource {
    private static final double MINIMUM_TLS_VERSION = 1.2;

    private final Setting<IBucket> existing;
    private final String id;
    private final Setting<IKey> encryptionKey;
    private final IBucket accessLogs;
    private final RemovalPolicy removalPolicy;

    private S3Bucket(
            Setting<IBucket> existing,
            String id,
            Setting<IKey> encryptionKey,
            IBucket accessLogs,
            RemovalPolicy removalPolicy) {
        this.existing = existing;
        this.id = id;
        this.encryptionKey = encryptionKey;
        this.accessLogs = accessLogs;
        this.removalPolicy = removalPolicy;
    }

    /**
     * A new bucket: private, encrypted, versioned, over TLS 1.2 or later only, left in place when it leaves the stack.
     */
    public static S3Bucket newBucket() {
        return newBucket("Bucket");
    }

    /** A new bucket with this construct id, for a pipeline with more than one. */
    public static S3Bucket newBucket(String id) {
        return new S3Bucket(Setting.nothing(), id, Setting.nothing(), null, RemovalPolicy.RETAIN);
    }

    /** A bucket that exists. */
    public static S3Bucket of(IBucket bucket) {
        return new S3Bucket(Setting.of(bucket), null, Setting.nothing(), null, null);
    }

    /** Whether it is a new one. */
    public boolean isNew() {
        return !existing.asked();
    }

    /** The bucket, if it is one that exists. */
    public Optional<IBucket> existing() {
        return existing.toOptional();
    }

    /** Your own key for a new bucket. Default: keys that S3 manages. */
    public S3Bucket encryptionKey(IKey key) {
        return new S3Bucket(existing, id, Setting.of(key), accessLogs, removalPolicy);
    }

    /** Where S3 writes who accessed a new bucket. Default: nowhere. */
    public S3Bucket accessLogs(IBucket bucket) {
        return new S3Bucket(existing, id, encryptionKey, bucket, removalPolicy);
    }

    /** What becomes of a new bucket when it leaves the stack. Default: it stays. */
    public S3Bucket removalPolicy(RemovalPolicy policy) {
        return new S3Bucket(existing, id, encryptionKey, accessLogs, policy);
    }

    @Override
    public List<String> constructIds() {
        return id == null ? List.of() : List.of(id, S3BucketConfig.outputId(id));
    }

    public String plannedName() {
        return existing.toOptional().map(IBucket::getBucketName).orElseGet(() -> Unresolved.text("BucketName." + id));
    }

    public void check(Violations violations) {
        existing.check("bucket", violations);
        if (isNew()) {
            if (violations.require("bucket.id", id) && Tokens.isToken(id)) {
                violations.add("bucket.id", id, "is known only at deployment. Give an id that is known at synth.");
            }
            encryptionKey.check("bucket.encryptionKey", violations);
            RemovalPolicies.check(removalPolicy, violations.at("bucket"));
            return;
        }
        String advice = "belongs to a new bucket; the bucket that you gave has its own. Leave it out.";
        encryptionKey.refuse("bucket.encryptionKey", key -> "a key", advice, violations);
        if (accessLogs != null) {
            violations.add("bucket.accessLogs", "a bucket", advice);
        }
        if (removalPolicy != null) {
            violations.add("bucket.removalPolicy", removalPolicy, advice);
        }
    }

    public S3BucketConfig bind(BindingContext context) {
        return context.shared(
                this,
                S3BucketConfig.class,
                () -> S3BucketConfig.of(existing.toOptional().orElseGet(() -> create(context)), id));
    }

    private Bucket create(BindingContext context) {
        IKey key = encryptionKey.value();
        return Bucket.Builder.create(context.scope(), id)
                .encryption(key == null ? BucketEncryption.S3_MANAGED : BucketEncryption.KMS)
                .encryptionKey(key)
                .bucketKeyEnabled(key == null ? null : true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .minimumTlsVersion(MINIMUM_TLS_VERSION)
                .versioned(true)
                .serverAccessLogsBucket(accessLogs)
                .removalPolicy(removalPolicy)
                .build();
    }
}
