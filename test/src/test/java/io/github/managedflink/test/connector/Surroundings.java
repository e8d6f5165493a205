package io.github.managedflink.test.connector;

import io.github.managedflink.constructs.MskClusterBinding;
import io.github.managedflink.constructs.MskTopic;
import io.github.managedflink.constructs.S3BucketBinding;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/** What the connectors of one app share, once one of them asks for it. */
final class Surroundings {
    static final String INPUT = "input";

    private final Construct scope;
    private final S3BucketBinding bucket = S3BucketBinding.newBucket();
    private Vpc vpc;
    private MskClusterBinding cluster;

    Surroundings(Construct scope) {
        this.scope = scope;
    }

    /** The network, if a connector needs one. */
    Optional<IVpc> vpc() {
        return Optional.ofNullable(vpc);
    }

    S3BucketBinding bucket() {
        return bucket;
    }

    MskClusterBinding cluster() {
        if (cluster == null) {
            vpc = Vpc.Builder.create(scope, "Network").maxAzs(3).build();
            cluster = MskClusterBinding.newCluster(vpc).topic(MskTopic.of(INPUT, 2));
        }
        return cluster;
    }
}
