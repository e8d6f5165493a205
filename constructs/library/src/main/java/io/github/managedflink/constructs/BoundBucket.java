package io.github.managedflink.constructs;

import io.github.managedflink.spec.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;

/** A bucket of a stack, as a job writes to it. */
record BoundBucket(IBucket bucket, String outputId, String name, String arn, String keyArn) {

    static BoundBucket of(IBucket bucket, String id) {
        IKey key = bucket.getEncryptionKey();
        return new BoundBucket(
                bucket,
                id == null ? null : outputId(id),
                bucket.getBucketName(),
                bucket.getBucketArn(),
                key == null ? null : key.getKeyArn());
    }

    /** The id of the output with the name of the new bucket {@code id}. */
    static String outputId(String id) {
        return id + "Name";
    }

    S3Location location(String prefix) {
        return S3Location.of(name, prefix);
    }

    /**
     * What a file sink needs that writes below {@code prefix}: multipart uploads, and the small objects that it
     * recovers them from.
     */
    List<IamStatement> permissions(String prefix) {
        boolean whole = prefix == null || prefix.isEmpty();
        IamStatement list = IamStatement.allow("s3:ListBucket").on(arn);
        List<IamStatement> statements = new ArrayList<>();
        statements.add(whole ? list : list.when("StringLike", "s3:prefix", List.of(prefix, prefix + "/*")));
        statements.add(IamStatement.allow(
                        "s3:GetObject",
                        "s3:PutObject",
                        "s3:DeleteObject",
                        "s3:AbortMultipartUpload",
                        "s3:ListMultipartUploadParts")
                .on(arn + (whole ? "/*" : "/" + prefix + "/*")));
        if (keyArn != null) {
            statements.add(
                    IamStatement.allow("kms:Decrypt", "kms:GenerateDataKey").on(keyArn));
        }
        return statements;
    }

    Map<String, String> outputs() {
        return outputId == null ? Map.of("BucketName", name) : Map.of(outputId, name);
    }
}
