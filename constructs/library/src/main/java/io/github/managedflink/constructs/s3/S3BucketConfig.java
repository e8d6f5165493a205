package io.github.managedflink.constructs.s3;

import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.Internal;
import io.github.managedflink.constructs.internal.KeyUse;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;

/** A bucket of a stack, as a job writes to it. */
@Internal
public record S3BucketConfig(IBucket bucket, String name, String arn, IKey key, Map<String, String> outputs) {
    /**
     * What names an object to KMS, or the bucket where that has a key of its own.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context">Encryption
     *     context of Amazon S3</a>
     */
    public static final String ENCRYPTION_CONTEXT = "aws:s3:arn";

    static S3BucketConfig of(IBucket bucket, Map<String, String> outputs) {
        return new S3BucketConfig(
                bucket, bucket.getBucketName(), bucket.getBucketArn(), bucket.getEncryptionKey(), outputs);
    }

    public S3Location location(String prefix) {
        return S3Location.of(name, prefix);
    }

    /** Returns what is needed to write files below {@code prefix}, none of them in a folder of its own. */
    public List<IamStatement> permissions(String prefix) {
        return permissions(prefix, false);
    }

    /**
     * Returns what a file sink needs that writes below {@code prefix}, {@code inFolders} or not. Starting an upload,
     * adding a part and completing it are all {@code s3:PutObject}; Flink's writer neither lists parts nor gives an
     * upload up.
     */
    public List<IamStatement> permissions(String prefix, boolean inFolders) {
        boolean whole = prefix == null || prefix.isEmpty();
        String objects = arn + (whole ? "/*" : "/" + prefix + "/*");
        IamStatement list = IamStatement.allow("s3:ListBucket").on(arn);
        List<IamStatement> statements = new ArrayList<>();
        statements.add(whole ? list : list.when("StringLike", "s3:prefix", List.of(prefix, prefix + "/*")));
        statements.add(IamStatement.allow("s3:GetObject", "s3:PutObject").on(objects));
        List<String> markers = folderMarkers(whole ? "" : prefix, inFolders);
        if (!markers.isEmpty()) {
            statements.add(IamStatement.allow("s3:DeleteObject").on(markers));
        }
        statements.addAll(keyPermissions(objects));
        return statements;
    }

    /**
     * The markers of the folders that a file below {@code prefix} can lie in. Hadoop's file system, which is the
     * service's and configured by it, deletes them with each file that it has written; nothing else is ever deleted.
     *
     * @see <a href="https://hadoop.apache.org/docs/r3.3.4/hadoop-aws/tools/hadoop-aws/directory_markers.html">Directory
     *     markers</a>
     */
    private List<String> folderMarkers(String prefix, boolean inFolders) {
        List<String> markers = new ArrayList<>();
        StringBuilder folder = new StringBuilder(arn).append('/');
        boolean more = inFolders;
        for (String name : prefix.isEmpty() ? new String[0] : prefix.split("/")) {
            if (Tokens.isToken(name)) {
                // What a token stands for may be several folders.
                more = true;
                break;
            }
            markers.add(folder.append(name).append('/').toString());
        }
        if (more) {
            markers.add(folder.append("*/").toString());
        }
        return markers;
    }

    /** Returns the use of the bucket's key for {@code objects}; none if the bucket has no key of the user's. */
    public List<IamStatement> keyPermissions(String... objects) {
        return keyPermissions(List.of("kms:Decrypt", "kms:GenerateDataKey"), objects);
    }

    /** Returns the same for objects that are only read. */
    public List<IamStatement> readingKeyPermissions(String... objects) {
        return keyPermissions(List.of("kms:Decrypt"), objects);
    }

    private List<IamStatement> keyPermissions(List<String> actions, String... objects) {
        if (key == null) {
            return List.of();
        }
        String[] encrypted = Stream.concat(Stream.of(arn), Stream.of(objects)).toArray(String[]::new);
        return List.of(KeyUse.through("s3", key, actions.toArray(String[]::new)).like(ENCRYPTION_CONTEXT, encrypted));
    }
}
