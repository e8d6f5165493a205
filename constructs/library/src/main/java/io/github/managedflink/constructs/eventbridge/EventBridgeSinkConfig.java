package io.github.managedflink.constructs.eventbridge;

import io.github.managedflink.constructs.connector.PipelineSinkConfig;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.model.sink.EventBridgeSinkSpec;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.IEventBus;

/** An EventBridge bus of a stack, as an application puts events on it. */
public final class EventBridgeSinkConfig implements PipelineSinkConfig {
    private final IEventBus bus;
    private final EventBridgeSinkSpec spec;
    private final Map<String, String> outputs;

    EventBridgeSinkConfig(IEventBus bus, EventBridgeSinkSpec spec, Map<String, String> outputs) {
        this.bus = bus;
        this.spec = spec;
        this.outputs = outputs;
    }

    /** Returns the bus. */
    public IEventBus bus() {
        return bus;
    }

    @Override
    public EventBridgeSinkSpec spec() {
        return spec;
    }

    @Override
    public List<IamStatement> permissions() {
        return List.of(IamStatement.allow("events:PutEvents").on(spec.busArn()));
    }

    @Override
    public Map<String, String> outputs() {
        return outputs;
    }
}
