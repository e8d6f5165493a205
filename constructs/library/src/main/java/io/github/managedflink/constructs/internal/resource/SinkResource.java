package io.github.managedflink.constructs.internal.resource;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.RemovalPolicies;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;

/**
 * What a sink writes to: a resource that exists, or a new one with what all kinds of new resources have. A value: each
 * method gives a changed copy, which is another resource, while all sinks that hold the same one share it.
 *
 * @param <R> the CDK's interface of the resource
 */
public final class SinkResource<R> implements SharedResource {
    private final String kind;
    private final Setting<R> existing;
    private final String id;
    private final List<String> parts;
    private final Setting<IKey> encryptionKey;
    private final Setting<RemovalPolicy> removalPolicy;

    private SinkResource(
            String kind,
            Setting<R> existing,
            String id,
            List<String> parts,
            Setting<IKey> encryptionKey,
            Setting<RemovalPolicy> removalPolicy) {
        this.kind = kind;
        this.existing = existing;
        this.id = id;
        this.parts = List.copyOf(parts);
        this.encryptionKey = encryptionKey;
        this.removalPolicy = removalPolicy;
    }

    /**
     * A new resource.
     *
     * @param kind what it is, such as {@code Table}
     * @param id its construct id
     * @param parts what is added to that for the ids of constructs beside it
     */
    public static <R> SinkResource<R> created(String kind, String id, String... parts) {
        return new SinkResource<>(kind, Setting.nothing(), id, List.of(parts), Setting.nothing(), Setting.nothing());
    }

    /** A resource that exists. */
    public static <R> SinkResource<R> existing(String kind, R resource) {
        return new SinkResource<>(kind, Setting.of(resource), null, List.of(), Setting.nothing(), Setting.nothing());
    }

    public SinkResource<R> encryptionKey(IKey key) {
        return new SinkResource<>(kind, existing, id, parts, Setting.of(key), removalPolicy);
    }

    public SinkResource<R> removalPolicy(RemovalPolicy policy) {
        return new SinkResource<>(kind, existing, id, parts, encryptionKey, Setting.of(policy));
    }

    /** Another resource with the same settings. */
    public SinkResource<R> copy() {
        return new SinkResource<>(kind, existing, id, parts, encryptionKey, removalPolicy);
    }

    /** The resource, if it is one that exists. */
    public Optional<R> existing() {
        return existing.toOptional();
    }

    private boolean isNew() {
        return !existing.asked();
    }

    /** The construct id of a new one. */
    public String id() {
        return id;
    }

    /** The user's own key for a new one; null if there is none. */
    public IKey encryptionKey() {
        return encryptionKey.value();
    }

    /** What becomes of a new one when it leaves the stack: it stays unless told otherwise. */
    public RemovalPolicy removalPolicy() {
        return removalPolicy.toOptional().orElse(RemovalPolicy.RETAIN);
    }

    @Override
    public List<String> constructIds() {
        if (id == null) {
            return List.of();
        }
        List<String> ids = new ArrayList<>(List.of(id, outputId()));
        parts.forEach(part -> ids.add(id + part));
        return ids;
    }

    public void check(Violations violations) {
        String setting = kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
        existing.check(setting, violations);
        if (isNew()) {
            if (violations.require(setting + ".id", id) && Tokens.isToken(id)) {
                violations.add(setting + ".id", id, "is known only at deployment. Give an id that is known at synth.");
            }
            encryptionKey.check(setting + ".encryptionKey", violations);
            if (removalPolicy.asked()) {
                RemovalPolicies.check(removalPolicy.value(), violations.at(setting));
            }
        } else {
            String advice = "belongs to a new resource; the one that you gave has its own. Leave it out.";
            encryptionKey.refuse(setting + ".encryptionKey", key -> "a key", advice, violations);
            removalPolicy.refuse(setting + ".removalPolicy", policy -> policy, advice, violations);
        }
    }

    /** The resource; {@code create} makes a new one for whoever asks first. */
    public R bind(BindingContext context, Class<R> type, Supplier<? extends R> create) {
        return existing.toOptional().orElseGet(() -> context.shared(this, type, create::get));
    }

    /** The output that tells the resource's name. */
    public Map<String, String> output(String name) {
        return Map.of(outputId(), name);
    }

    private String outputId() {
        return (id == null ? kind : id) + "Name";
    }
}
