package io.github.managedflink.constructs.eventbridge;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.NewOrExisting;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * An EventBridge bus, a new one, the default one or one that exists, that sinks of a pipeline may share: sinks that are
 * given the same value put events on the same bus. A value: each {@code with} method returns a changed copy, which is
 * another bus.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html">Event buses</a>
 */
public final class EventBridgeBus implements SharedResource {
    private static final String KIND = "EventBus";
    /** There is one, so all sinks share it. */
    private static final EventBridgeBus DEFAULT =
            new EventBridgeBus(NewOrExisting.created(KIND, "DefaultEventBus"), true);

    private final NewOrExisting<IEventBus> bus;
    private final boolean isDefault;

    private EventBridgeBus(NewOrExisting<IEventBus> bus, boolean isDefault) {
        this.bus = bus;
        this.isDefault = isDefault;
    }

    /** Returns a new bus, encrypted with a key that AWS owns. */
    public static EventBridgeBus newBus() {
        return newBus(KIND);
    }

    /** Returns a new bus with this construct id, for a pipeline with more than one. */
    public static EventBridgeBus newBus(String id) {
        return new EventBridgeBus(NewOrExisting.created(KIND, id), false);
    }

    /** Returns the default bus of the stack's account and Region. */
    public static EventBridgeBus defaultBus() {
        return DEFAULT;
    }

    /** Returns a bus that exists. */
    public static EventBridgeBus of(IEventBus bus) {
        return new EventBridgeBus(NewOrExisting.existing(KIND, bus), false);
    }

    /** Sets your own key for a new bus, which EventBridge alone uses. Default: a key that AWS owns. */
    public EventBridgeBus withEncryptionKey(IKey key) {
        return new EventBridgeBus(bus.withEncryptionKey(key), isDefault);
    }

    @Override
    public List<String> constructIds() {
        return bus.constructIds();
    }

    void check(Violations violations) {
        bus.check(violations);
        if (isDefault && bus.encryptionKey() != null) {
            violations.add(
                    "eventBus.encryptionKey", "a key", "belongs to a new bus, not to the default one. Leave it out.");
        }
    }

    String plannedArn() {
        return bus.planned("EventBusArn", IEventBus::getEventBusArn);
    }

    IEventBus bind(BindingContext context) {
        return bus.existing().orElseGet(() -> context.shared(this, IEventBus.class, () -> create(context.scope())));
    }

    Map<String, String> output(IEventBus bound) {
        return bus.output(bound.getEventBusName());
    }

    private IEventBus create(Construct scope) {
        return isDefault
                ? EventBus.fromEventBusName(scope, bus.id(), "default")
                : EventBus.Builder.create(scope, bus.id())
                        .kmsKey(bus.encryptionKey())
                        .build();
    }
}
