package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.IVpc;

/** Where a Kafka cluster comes from. */
interface MskClusterOrigin {
    void check(MskClusterOptions options, Violations violations);

    /** The ids that {@link #create} and the outputs use. */
    List<String> constructIds();

    /** The brokers, or a token where they are not known yet. */
    String plannedBootstrapServers();

    /** Returns the version of Kafka, if it is known. */
    default Optional<String> knownKafkaVersion() {
        return Optional.empty();
    }

    /** Whether jobs can reach it from a VPC only. */
    boolean isInVpc();

    /** Returns the VPC of a new cluster. */
    default Optional<IVpc> vpc() {
        return Optional.empty();
    }

    MskClusterConfig create(BindingContext context, MskClusterOptions options);

    static void checkId(String id, Violations violations) {
        if (violations.require("id", id) && Tokens.isToken(id)) {
            violations.add("id", id, "is known only at deployment. Give an id that is known at synth.");
        }
    }
}
