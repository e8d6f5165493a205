package io.github.managedflink.test.connector;

import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskTopic;
import io.github.managedflink.constructs.s3.S3Bucket;
import java.util.List;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * What the connectors of one app share: a network without internet, a key, a bucket, and a cluster once one of them
 * asks for it.
 */
final class Surroundings {
    static final String INPUT = "input";

    private final IVpc vpc;
    private final IKey key;
    private final S3Bucket bucket;
    private MskCluster cluster;

    Surroundings(Construct scope) {
        vpc = Vpc.Builder.create(scope, "Network")
                .maxAzs(3)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Isolated")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
                .build();
        key = Key.Builder.create(scope, "Key").enableKeyRotation(true).build();
        bucket = S3Bucket.newBucket().withEncryptionKey(key);
    }

    IVpc vpc() {
        return vpc;
    }

    IKey key() {
        return key;
    }

    S3Bucket bucket() {
        return bucket;
    }

    MskCluster cluster() {
        if (cluster == null) {
            cluster = MskCluster.newCluster(vpc).withTopic(MskTopic.of(INPUT, 2));
        }
        return cluster;
    }
}
