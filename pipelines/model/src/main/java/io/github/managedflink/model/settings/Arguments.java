package io.github.managedflink.model.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Refuses null where it is given, by the name of the parameter: most often it is a variable that should hold something.
 */
public final class Arguments {
    private Arguments() {}

    /**
     * Returns the argument.
     *
     * @throws IllegalArgumentException if it is null
     */
    public static <T> T given(String name, T argument) {
        if (argument == null) {
            throw new IllegalArgumentException(name + " is null. Give a value, or leave the call out.");
        }
        return argument;
    }

    /**
     * Returns the arguments, as a list that does not change.
     *
     * @throws IllegalArgumentException if they, or one of them, are null
     */
    @SafeVarargs
    public static <T> List<T> all(String name, T... arguments) {
        List<T> list = new ArrayList<>();
        for (T argument : given(name, arguments)) {
            list.add(given(name + "[" + list.size() + "]", argument));
        }
        return Collections.unmodifiableList(list);
    }
}
