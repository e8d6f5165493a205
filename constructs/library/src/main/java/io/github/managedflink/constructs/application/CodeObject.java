package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.KeyUse;
import io.github.managedflink.constructs.s3.S3BucketConfig;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.ApplicationCodeConfigurationProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.CodeContentProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.S3ContentLocationProperty;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;

/** The object in S3 that holds an application's code, and what its role needs to read exactly that object. */
record CodeObject(String bucketArn, String key, String objectVersion, IKey encryptionKey) {

    static CodeObject of(IBucket bucket, String key, String objectVersion) {
        return new CodeObject(bucket.getBucketArn(), key, objectVersion, bucket.getEncryptionKey());
    }

    ApplicationCodeConfigurationProperty toProperty() {
        return ApplicationCodeConfigurationProperty.builder()
                .codeContentType("ZIPFILE")
                .codeContent(CodeContentProperty.builder()
                        .s3ContentLocation(S3ContentLocationProperty.builder()
                                .bucketArn(bucketArn)
                                .fileKey(key)
                                .objectVersion(objectVersion)
                                .build())
                        .build())
                .build();
    }

    List<IamStatement> permissions() {
        List<IamStatement> statements = new ArrayList<>();
        String object = bucketArn + "/" + key;
        statements.add(IamStatement.allow("s3:GetObject", "s3:GetObjectVersion").on(object));
        if (encryptionKey != null) {
            statements.add(KeyUse.through("s3", encryptionKey, "kms:Decrypt")
                    .like(S3BucketConfig.ENCRYPTION_CONTEXT, bucketArn, object));
        }
        return statements;
    }
}
