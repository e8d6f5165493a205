package io.github.managedflink.constructs;

import io.github.managedflink.spec.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;

/** A bucket of a stack, as a job writes to it. */
record BoundBucket(IBucket bucket, String outputId, String name, String arn, IKey key) {
    /**
     * What names an object to KMS, or the bucket where that has a key of its own.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context">Encryption context of Amazon S3</a>
     */
    static final String ENCRYPTION_CONTEXT = "aws:s3:arn";

    static BoundBucket of(IBucket bucket, String id) {
        return new BoundBucket(
                bucket,
                id == null ? null : outputId(id),
                bucket.getBucketName(),
                bucket.getBucketArn(),
                bucket.getEncryptionKey());
    }

    /** The id of the output with the name of the new bucket {@code id}. */
    static String outputId(String id) {
        return id + "Name";
    }

    S3Location location(String prefix) {
        return S3Location.of(name, prefix);
    }

    /**
     * What a file sink needs that writes below {@code prefix}. Starting an upload, adding a part and completing it are all {@code
     * s3:PutObject}; Flink's writer neither lists parts nor gives an upload up.
     */
    List<IamStatement> permissions(String prefix) {
        boolean whole = prefix == null || prefix.isEmpty();
        String objects = arn + (whole ? "/*" : "/" + prefix + "/*");
        IamStatement list = IamStatement.allow("s3:ListBucket").on(arn);
        List<IamStatement> statements = new ArrayList<>();
        statements.add(whole ? list : list.when("StringLike", "s3:prefix", List.of(prefix, prefix + "/*")));
        statements.add(IamStatement.allow("s3:GetObject", "s3:PutObject", "s3:DeleteObject")
                .on(objects));
        statements.addAll(keyPermissions(objects));
        return statements;
    }

    /** The use of the bucket's key for {@code objects}; none if the bucket has no key of the user's. */
    List<IamStatement> keyPermissions(String... objects) {
        return keyPermissions(List.of("kms:Decrypt", "kms:GenerateDataKey"), objects);
    }

    /** The same for objects that are only read. */
    List<IamStatement> readingKeyPermissions(String... objects) {
        return keyPermissions(List.of("kms:Decrypt"), objects);
    }

    private List<IamStatement> keyPermissions(List<String> actions, String... objects) {
        if (key == null) {
            return List.of();
        }
        String[] encrypted = Stream.concat(Stream.of(arn), Stream.of(objects)).toArray(String[]::new);
        return List.of(KeyUse.through("s3", key, actions.toArray(String[]::new)).like(ENCRYPTION_CONTEXT, encrypted));
    }

    Map<String, String> outputs() {
        return outputId == null ? Map.of("BucketName", name) : Map.of(outputId, name);
    }
}
