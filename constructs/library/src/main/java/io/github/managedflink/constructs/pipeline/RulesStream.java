package io.github.managedflink.constructs.pipeline;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.ConnectorConfig;
import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.connector.PipelineSourceConfig;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.Internal;
import io.github.managedflink.constructs.network.NetworkAccess;
import io.github.managedflink.constructs.network.ServiceAccess;
import io.github.managedflink.model.kpi.RulesSource;
import io.github.managedflink.model.settings.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.iam.IRole;
import software.constructs.Construct;

/** Rules in a stream, each record of which is a document of all of them. */
@Internal
public record RulesStream(PipelineSource source) implements RulesPlace {
    /** The child of the monitor that has the stream: its resources are named as those of the source of events are. */
    public static final String SCOPE = "RulesSource";

    @Override
    public void check(Violations violations) {
        if (violations.require("stream", source)) {
            source.check(violations);
        }
    }

    /** Returns none whose ids could be those of others: the stream has a scope of its own. */
    @Override
    public List<SharedResource> resources() {
        return List.of();
    }

    @Override
    public Optional<IVpc> vpc() {
        return source == null ? Optional.empty() : source.vpc();
    }

    @Override
    public boolean needsVpc() {
        return source != null && source.needsVpc();
    }

    @Override
    public RulesSource plan() {
        return RulesSource.stream(source == null ? null : source.plan());
    }

    @Override
    public BoundRules bind(BindingContext context) {
        PipelineSourceConfig bound = source.bind(context.withScope(new Construct(context.scope(), SCOPE)));
        return new BoundRules(RulesSource.stream(bound.spec()), new Connector(bound));
    }

    /** The stream under names for outputs that the source of events does not use. */
    private record Connector(PipelineSourceConfig source) implements ConnectorConfig {
        @Override
        public List<IamStatement> permissions() {
            return source.permissions();
        }

        @Override
        public List<NetworkAccess> network() {
            return source.network();
        }

        @Override
        public List<ServiceAccess> services() {
            return source.services();
        }

        @Override
        public List<IRole> roles() {
            return source.roles();
        }

        @Override
        public Map<String, String> outputs() {
            Map<String, String> outputs = new LinkedHashMap<>();
            source.outputs().forEach((name, value) -> outputs.put(SCOPE + name, value));
            return outputs;
        }
    }
}
