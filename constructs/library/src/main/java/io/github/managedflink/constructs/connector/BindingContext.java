package io.github.managedflink.constructs.connector;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.constructs.Construct;

/** Where bindings put their resources. Bindings that share a resource find it here. */
public final class BindingContext {
    private final Construct scope;
    private final Map<Object, Object> shared;

    /** A context whose resources become children of {@code scope}. */
    public BindingContext(Construct scope) {
        this(scope, new HashMap<>());
    }

    private BindingContext(Construct scope, Map<Object, Object> shared) {
        this.scope = scope;
        this.shared = shared;
    }

    /**
     * Returns a context whose new resources become children of another scope, while what is shared is found from both.
     */
    public BindingContext withScope(Construct other) {
        return new BindingContext(other, shared);
    }

    /** Returns the parent of the resources. */
    public Construct scope() {
        return scope;
    }

    /** Returns what {@code supplier} made when {@code owner} asked first. */
    public <T> T shared(Object owner, Class<T> type, Supplier<T> supplier) {
        Object made = shared.get(owner);
        if (made == null) {
            // Not computeIfAbsent: making one resource may take another that is shared.
            made = supplier.get();
            shared.put(owner, made);
        }
        return type.cast(made);
    }
}
