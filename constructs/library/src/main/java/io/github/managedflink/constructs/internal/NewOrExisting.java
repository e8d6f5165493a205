package io.github.managedflink.constructs.internal;

import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;

/**
 * A resource that exists, or a new one with what all kinds of new resources have. A value: each {@code with} method
 * returns a changed copy.
 *
 * @param <R> the CDK's interface of the resource
 */
public final class NewOrExisting<R> {
    private static final String OF_NEW_ONES =
            "belongs to a new resource; the one that you gave has its own. Leave it out.";

    private final String kind;
    private final Setting<R> existing;
    private final String id;
    private final List<String> parts;
    private final Setting<IKey> encryptionKey;
    private final Setting<RemovalPolicy> removalPolicy;

    private NewOrExisting(
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
     * Returns a new resource.
     *
     * @param kind what it is, such as {@code Table}
     * @param id its construct id
     * @param parts what is added to that for the ids of constructs beside it
     */
    public static <R> NewOrExisting<R> created(String kind, String id, String... parts) {
        return new NewOrExisting<>(kind, Setting.nothing(), id, List.of(parts), Setting.nothing(), Setting.nothing());
    }

    /** Returns a resource that exists. */
    public static <R> NewOrExisting<R> existing(String kind, R resource) {
        return new NewOrExisting<>(kind, Setting.of(resource), null, List.of(), Setting.nothing(), Setting.nothing());
    }

    public NewOrExisting<R> withEncryptionKey(IKey key) {
        return new NewOrExisting<>(kind, existing, id, parts, Setting.of(key), removalPolicy);
    }

    public NewOrExisting<R> withRemovalPolicy(RemovalPolicy policy) {
        return new NewOrExisting<>(kind, existing, id, parts, encryptionKey, Setting.of(policy));
    }

    public boolean isNew() {
        return !existing.asked();
    }

    /** Returns the resource, if it is one that exists. */
    public Optional<R> existing() {
        return existing.toOptional();
    }

    /** Returns the construct id of a new one. */
    public String id() {
        return id;
    }

    /** Returns the user's own key for a new one; null if there is none. */
    public IKey encryptionKey() {
        return encryptionKey.value();
    }

    /** Returns what becomes of a new one when it leaves the stack, if the user has said so. */
    public Optional<RemovalPolicy> removalPolicy() {
        return removalPolicy.toOptional();
    }

    /** Returns the ids that a new one uses in the pipeline's scope; none for one that exists. */
    public List<String> constructIds() {
        if (id == null) {
            return List.of();
        }
        List<String> ids = new ArrayList<>(List.of(id, outputId(id)));
        parts.forEach(part -> ids.add(id + part));
        return ids;
    }

    public void check(Violations violations) {
        String setting = kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
        existing.check(setting, violations);
        Violations at = violations.at(setting);
        if (isNew() && at.require("id", id) && Tokens.isToken(id)) {
            at.add("id", id, "is known only at deployment. Give an id that is known at synth.");
        }
        checkOption("encryptionKey", encryptionKey, key -> "a key", at);
        if (isNew() && removalPolicy.asked()) {
            RemovalPolicies.check(removalPolicy.value(), at);
        } else {
            checkOption("removalPolicy", removalPolicy, at);
        }
    }

    /** Checks that an option of new resources has a value, and is not set for a resource that exists. */
    public <T> void checkOption(String setting, Setting<T> option, Violations violations) {
        checkOption(setting, option, value -> value, violations);
    }

    /** Checks the same; {@code shown} writes the value for the message. */
    public <T> void checkOption(
            String setting, Setting<T> option, Function<? super T, ?> shown, Violations violations) {
        if (isNew()) {
            option.check(setting, violations);
        } else {
            option.refuse(setting, shown, OF_NEW_ONES, violations);
        }
    }

    /** Returns a property of the resource, or a text that stands for it until there is a resource. */
    public String planned(String property, Function<? super R, String> read) {
        return existing().<String>map(read).orElseGet(() -> Unresolved.text(property + "." + id));
    }

    /** Returns the output that tells the resource's name. */
    public Map<String, String> output(String name) {
        return output(kind, name);
    }

    /** Returns the same, under another word than the kind for a resource that exists. */
    public Map<String, String> output(String existingId, String name) {
        return Map.of(outputId(id == null ? existingId : id), name);
    }

    private static String outputId(String id) {
        return id + "Name";
    }
}
