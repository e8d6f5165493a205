package io.github.managedflink.constructs.eventbridge;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.EventBridgeSinkSpec;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.services.events.IEventBus;

/**
 * Puts records on an EventBridge bus as events, at least once. The job may {@code events:PutEvents} on the bus; a key
 * of yours that encrypts the bus is used by EventBridge alone. A value: each {@code with} method returns a changed
 * copy, and copies share their bus.
 *
 * @see EventBridgeSinkSpec
 */
public final class EventBridgeSink implements PipelineSink {
    private static final String ALERT_SOURCE = "managed-flink.";
    private static final String ALERT = "KPI Alert";

    private final EventBridgeBus bus;
    private final UnaryOperator<EventBridgeSinkSpec.Builder> events;

    private EventBridgeSink(EventBridgeBus bus, UnaryOperator<EventBridgeSinkSpec.Builder> events) {
        this.bus = bus;
        this.events = events;
    }

    /** Returns a sink on this bus, which other sinks may share. */
    public static EventBridgeSink in(EventBridgeBus bus) {
        return new EventBridgeSink(
                Objects.requireNonNullElseGet(bus, () -> EventBridgeBus.of(null)), UnaryOperator.identity());
    }

    /** Returns a sink on a new bus: see {@link EventBridgeBus#newBus()}. */
    public static EventBridgeSink newBus() {
        return in(EventBridgeBus.newBus());
    }

    /** Returns a sink on a new bus with this construct id, for a pipeline with more than one. */
    public static EventBridgeSink newBus(String id) {
        return in(EventBridgeBus.newBus(id));
    }

    /** Returns a sink on the default bus of the stack's account and Region. */
    public static EventBridgeSink defaultBus() {
        return in(EventBridgeBus.defaultBus());
    }

    /** Returns a sink on a bus that exists. */
    public static EventBridgeSink of(IEventBus bus) {
        return in(EventBridgeBus.of(bus));
    }

    /**
     * Sets who the events come from, such as {@code com.example.orders}: up to 256 characters, not beginning with
     * {@code aws.}. Required but for alerts.
     */
    public EventBridgeSink withSource(String name) {
        return with(builder -> builder.source(name));
    }

    /**
     * Sets the template of what the events tell, such as <code>Order {status}</code>: up to 128 characters. Required
     * but for alerts.
     */
    public EventBridgeSink withDetailType(String template) {
        return with(builder -> builder.detailType(template));
    }

    /** Sets the templates of what the events are about, most often ARNs. Default: none. */
    public EventBridgeSink withResources(String... templates) {
        String[] copy = Arguments.given("templates", templates).clone();
        return with(builder -> builder.resources(copy));
    }

    private EventBridgeSink with(UnaryOperator<EventBridgeSinkSpec.Builder> setting) {
        return new EventBridgeSink(bus, builder -> setting.apply(events.apply(builder)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The source is {@code managed-flink.} and the monitor's name, the detail type {@value #ALERT}.
     */
    @Override
    public EventBridgeSink forAlerts(String monitor) {
        return new EventBridgeSink(
                bus,
                builder -> events.apply(builder.source(ALERT_SOURCE + monitor).detailType(ALERT)));
    }

    @Override
    public void check(Violations violations) {
        bus.check(violations);
    }

    @Override
    public List<SharedResource> resources() {
        return List.of(bus);
    }

    @Override
    public EventBridgeSinkSpec plan(String name) {
        return spec(bus.plannedArn());
    }

    @Override
    public EventBridgeSinkConfig bind(String name, BindingContext context) {
        IEventBus bound = bus.bind(context);
        return new EventBridgeSinkConfig(bound, spec(bound.getEventBusArn()), bus.output(bound));
    }

    private EventBridgeSinkSpec spec(String arn) {
        return events.apply(EventBridgeSinkSpec.builder().busArn(arn)).build();
    }
}
