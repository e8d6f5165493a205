package io.github.managedflink.test.application;

import java.util.List;
import java.util.function.BiConsumer;
import software.constructs.Construct;

/**
 * One way to set an option.
 *
 * @param words the call as a user would write it
 * @param use makes the call; what the option needs beside it becomes a child of the scope
 * @param faults what is wrong with it
 * @param <B> the builder
 */
record Choice<B>(String words, BiConsumer<B, Construct> use, List<Wrong> faults) {

    static <B> Choice<B> leftOut(String option) {
        return new Choice<>("no " + option, (builder, scope) -> {}, List.of());
    }

    static <B> Choice<B> right(String words, BiConsumer<B, Construct> use) {
        return new Choice<>(words, use, List.of());
    }

    static <B> Choice<B> wrong(String words, BiConsumer<B, Construct> use, Wrong... faults) {
        return new Choice<>(words, use, List.of(faults));
    }

    boolean isRight() {
        return faults.isEmpty();
    }
}
