package io.github.managedflink.local.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a request beside its principal, action and resource: the values of condition keys, whose names have
 * no case. An immutable value.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global
 *     condition context keys</a>
 */
public final class RequestContext {
    /** A request of which nothing else is known. */
    public static final RequestContext EMPTY = new RequestContext(Map.of());

    private final Map<String, Value> values;

    private RequestContext(Map<String, Value> values) {
        this.values = Map.copyOf(values);
    }

    /** The same with one value of a key. */
    public RequestContext with(String key, String value) {
        return with(key, new Value(false, List.of(value)));
    }

    /** The same with the values of a key that may have several, such as {@code aws:CalledVia}. */
    public RequestContext withList(String key, List<String> all) {
        return with(key, new Value(true, all));
    }

    private RequestContext with(String key, Value value) {
        Map<String, Value> more = new TreeMap<>(values);
        more.put(key.toLowerCase(Locale.ROOT), value);
        return new RequestContext(more);
    }

    Optional<Value> get(String key) {
        return Optional.ofNullable(values.get(key.toLowerCase(Locale.ROOT)));
    }

    /** The value of a key that has one only. */
    Optional<String> single(String key) {
        return get(key).filter(value -> !value.isList())
                .map(value -> value.texts().get(0));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestContext context && context.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** The value of a key; a list needs a set operator even if it has one element. */
    record Value(boolean isList, List<String> texts) {
        Value {
            texts = List.copyOf(texts);
        }

        @Override
        public String toString() {
            return isList ? texts.toString() : texts.get(0);
        }
    }
}
