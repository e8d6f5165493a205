package io.github.managedflink.local.s3;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;
import java.util.Map;

/** Amazon S3: buckets, and what the CDK puts into them. */
public final class S3Description implements ServiceDescription {
    @Override
    public String name() {
        return "s3";
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(
                ResourceType.of("AWS::S3::Bucket")
                        .named("BucketName", 63)
                        .lowerCase()
                        .accepts(
                                "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                                "3 to 63 lower-case letters, digits, '.' and '-', with a letter or digit at each end")
                        .attribute("Arn", "arn:{partition}:s3:::{name}")
                        .attribute("DomainName", "{name}.s3.{suffix}")
                        .attribute("RegionalDomainName", "{name}.s3.{region}.{suffix}")
                        .encryptedWith(
                                "BucketEncryption",
                                "ServerSideEncryptionConfiguration",
                                "0",
                                "ServerSideEncryptionByDefault",
                                "KMSMasterKeyID"),
                ResourceType.of("AWS::S3::BucketPolicy")
                        .policy(
                                "PolicyDocument",
                                policy -> List.of(
                                        "arn:" + policy.stack().environment().partition() + ":s3:::"
                                                + policy.property("Bucket").asText())),
                // Its bucket, as the CDK hands it on once it is filled.
                ResourceType.of("Custom::CDKBucketDeployment")
                        .attribute("DestinationBucketArn", "arn:{partition}:s3:::{DestinationBucketName}"));
    }

    /** An upload in parts decrypts what it has stored of the key. */
    @Override
    public List<String> keyActions(String action) {
        return switch (action) {
            case "GetObject", "GetObjectVersion" -> List.of("Decrypt");
            case "PutObject" -> List.of("GenerateDataKey", "Decrypt");
            default -> List.of();
        };
    }

    @Override
    public Map<String, String> encryptionContext(String arn) {
        return Map.of("aws:s3:arn", arn);
    }
}
