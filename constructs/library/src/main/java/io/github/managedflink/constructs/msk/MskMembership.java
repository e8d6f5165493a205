package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.DefaultName;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.IVpc;

/**
 * What a reader and a writer of a Kafka cluster have in common: the cluster, and the name that Kafka knows the
 * application by, its consumer group or the prefix of its transactional ids.
 *
 * @param cluster null where the user gave none, which is a fault
 * @param setting what users call the name
 * @param name made up where none is given
 */
record MskMembership(MskCluster cluster, String setting, Setting<String> name) {
    /** Makes the setting of a connector. */
    @FunctionalInterface
    interface Settings<S> {
        S of(String bootstrapServers, MskAuthentication authentication, String name);
    }

    MskMembership withName(Setting<String> other) {
        return new MskMembership(cluster, setting, other);
    }

    void check(Violations violations) {
        name.check(setting, violations);
        if (violations.require("cluster", cluster)) {
            cluster.check(violations);
        }
    }

    List<SharedResource> resources() {
        return Optional.<SharedResource>ofNullable(cluster).stream().toList();
    }

    Optional<IVpc> vpc() {
        return cluster == null ? Optional.empty() : cluster.vpc();
    }

    boolean needsVpc() {
        return cluster != null && cluster.isInVpc();
    }

    <S> S plan(Settings<S> settings) {
        String planned = name.toOptional().orElseGet(() -> Unresolved.text(setting));
        return cluster == null
                ? settings.of(Unresolved.text("BootstrapServers"), MskAuthentication.iam(), planned)
                : settings.of(cluster.plannedBootstrapServers(), cluster.plannedAuthentication(), planned);
    }

    /**
     * The setting on a cluster that exists now, under the name given or else one made of where the connector stands.
     */
    <S> S in(MskClusterConfig bound, BindingContext context, String connector, Settings<S> settings) {
        return settings.of(
                bound.bootstrapServers(),
                bound.authentication(),
                name.toOptional().orElseGet(() -> DefaultName.of(context.scope(), connector)));
    }
}
