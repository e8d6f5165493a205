package io.github.managedflink.constructs.internal;

import io.github.managedflink.model.settings.Violations;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting that a user may leave out but may not set to nothing: null is most often a variable that should hold
 * something, and must not silently become the default.
 *
 * @param asked whether the user set it
 * @param value what it was set to
 */
public record Setting<T>(boolean asked, T value) {

    public static <T> Setting<T> nothing() {
        return new Setting<>(false, null);
    }

    public static <T> Setting<T> of(T value) {
        return new Setting<>(true, value);
    }

    /** The value, where there is one. */
    public Optional<T> toOptional() {
        return Optional.ofNullable(value);
    }

    /** Records that the setting was set to null. */
    public void check(String setting, Violations violations) {
        if (asked && value == null) {
            violations.add(setting, "null", "sets nothing. Give a value, or leave the call out.");
        }
    }

    /** Records that the setting was set where it has no place; {@code shown} writes the value for the message. */
    public void refuse(String setting, Function<? super T, ?> shown, String advice, Violations violations) {
        if (asked) {
            violations.add(setting, value == null ? "null" : shown.apply(value), advice);
        }
    }
}
