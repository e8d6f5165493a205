package io.github.managedflink.constructs.eventbridge;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.constructs.internal.resource.SinkResource;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.EventBridgeSinkSpec;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.kms.IKey;

/**
 * Puts records on an EventBridge bus as events, at least once. The job may {@code events:PutEvents} on the bus; a key of yours that
 * encrypts the bus is used by EventBridge alone. A value: each method gives a changed copy; copies that differ in the events alone
 * share their bus.
 *
 * @see EventBridgeSinkSpec
 */
public final class EventBridgeSink implements PipelineSink {
    private static final String KIND = "EventBus";
    private static final String ALERT_SOURCE = "managed-flink.";
    private static final String ALERT = "KPI Alert";
    /** There is one, so all sinks share it. */
    private static final SinkResource<IEventBus> DEFAULT_BUS = SinkResource.created(KIND, "DefaultEventBus");

    private final SinkResource<IEventBus> bus;
    private final boolean isDefault;
    private final UnaryOperator<EventBridgeSinkSpec.Builder> events;

    private EventBridgeSink(
            SinkResource<IEventBus> bus, boolean isDefault, UnaryOperator<EventBridgeSinkSpec.Builder> events) {
        this.bus = bus;
        this.isDefault = isDefault;
        this.events = events;
    }

    /** A new bus, encrypted with a key that AWS owns. */
    public static EventBridgeSink newBus() {
        return newBus(KIND);
    }

    /** A new bus with this construct id, for a pipeline with more than one. */
    public static EventBridgeSink newBus(String id) {
        return new EventBridgeSink(SinkResource.created(KIND, id), false, UnaryOperator.identity());
    }

    /** The default bus of the stack's account and Region. */
    public static EventBridgeSink defaultBus() {
        return new EventBridgeSink(DEFAULT_BUS, true, UnaryOperator.identity());
    }

    /** A bus that exists. */
    public static EventBridgeSink of(IEventBus bus) {
        return new EventBridgeSink(SinkResource.existing(KIND, bus), false, UnaryOperator.identity());
    }

    /** Who the events come from, such as {@code com.example.orders}: up to 256 characters, not beginning with {@code aws.}. Required but for alerts. */
    public EventBridgeSink source(String name) {
        return with(builder -> builder.source(name));
    }

    /** The template of what the events tell, such as <code>Order {status}</code>: up to 128 characters. Required but for alerts. */
    public EventBridgeSink detailType(String template) {
        return with(builder -> builder.detailType(template));
    }

    /** The templates of what the events are about, most often ARNs. Default: none. */
    public EventBridgeSink resources(String... templates) {
        String[] copy = Arguments.given("templates", templates).clone();
        return with(builder -> builder.resources(copy));
    }

    /** Your own key for a new bus. Default: a key that AWS owns. */
    public EventBridgeSink encryptionKey(IKey key) {
        return new EventBridgeSink(bus.encryptionKey(key), isDefault, events);
    }

    private EventBridgeSink with(UnaryOperator<EventBridgeSinkSpec.Builder> setting) {
        return new EventBridgeSink(bus, isDefault, builder -> setting.apply(events.apply(builder)));
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
                isDefault,
                builder -> events.apply(builder.source(ALERT_SOURCE + monitor).detailType(ALERT)));
    }

    @Override
    public void check(Violations violations) {
        bus.check(violations);
        if (isDefault && bus.encryptionKey() != null) {
            violations.add(
                    "eventBus.encryptionKey", "a key", "belongs to a new bus, not to the default one. Leave it out.");
        }
    }

    @Override
    public List<SharedResource> resources() {
        return List.of(bus);
    }

    @Override
    public EventBridgeSinkSpec plan(String name) {
        return spec(bus.existing().map(IEventBus::getEventBusArn).orElseGet(() -> Unresolved.text("EventBusArn")));
    }

    @Override
    public EventBridgeSinkConfig bind(String name, BindingContext context) {
        IEventBus bound = bus.bind(context, IEventBus.class, () -> create(context));
        return new EventBridgeSinkConfig(bound, spec(bound.getEventBusArn()), bus.output(bound.getEventBusName()));
    }

    private EventBridgeSinkSpec spec(String arn) {
        return events.apply(EventBridgeSinkSpec.builder().busArn(arn)).build();
    }

    private IEventBus create(BindingContext context) {
        return isDefault
                ? EventBus.fromEventBusName(context.scope(), bus.id(), "default")
                : EventBus.Builder.create(context.scope(), bus.id())
                        .kmsKey(bus.encryptionKey())
                        .build();
    }
}
