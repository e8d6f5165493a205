package io.github.managedflink.local.names;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Takes what a user may give each name once. */
public final class GivenOnce {
    private GivenOnce() {}

    /**
     * Puts a value to those that were given before; the first of two for one name stays.
     *
     * @param subject what is given, with the name, to begin a sentence with
     * @param shown how a value is shown
     * @return that the name has got another value before, which is a fault as nobody knows which one is meant
     */
    public static <V> Optional<String> put(
            Map<String, V> values, String name, V value, String subject, Function<V, String> shown) {
        V before = values.putIfAbsent(name, value);
        return before == null || before.equals(value)
                ? Optional.empty()
                : Optional.of(
                        subject + " is given twice, as " + shown.apply(before) + " and as " + shown.apply(value) + ".");
    }
}
