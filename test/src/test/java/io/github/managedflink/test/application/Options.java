package io.github.managedflink.test.application;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import software.constructs.Construct;

/**
 * A choice for every option of a construct.
 *
 * @param <B> the builder
 */
record Options<B>(List<Choice<? super B>> choices) {
    /** With a dozen options, about two are wrong at a time: enough to see that one fault does not hide another. */
    private static final int RIGHT_FOR_ONE_WRONG = 6;

    /** Options that the construct must accept. */
    static <B> Arbitrary<Options<B>> right(List<Arbitrary<? extends Choice<? super B>>> options) {
        List<Arbitrary<Choice<? super B>>> right = new ArrayList<>();
        options.forEach(option -> right.add(option.filter(Choice::isRight).map(each -> each)));
        return Combinators.combine(right).as(Options::new);
    }

    /** Options of which at least one is wrong. */
    static <B> Arbitrary<Options<B>> wrong(List<Arbitrary<? extends Choice<? super B>>> options) {
        List<Arbitrary<Choice<? super B>>> mixed = new ArrayList<>();
        options.forEach(option -> mixed.add(mixed(option.map(each -> each))));
        return Combinators.combine(mixed)
                .as((List<Choice<? super B>> choices) -> new Options<B>(choices))
                .filter(each -> !each.faults().isEmpty());
    }

    private static <C extends Choice<?>> Arbitrary<C> mixed(Arbitrary<C> option) {
        return Arbitraries.frequencyOf(
                Tuple.of(RIGHT_FOR_ONE_WRONG, option.filter(Choice::isRight)), Tuple.of(1, option));
    }

    void applyTo(B builder, Construct scope) {
        choices.forEach(choice -> choice.use().accept(builder, scope));
    }

    List<Wrong> faults() {
        List<Wrong> faults = new ArrayList<>();
        choices.forEach(choice -> faults.addAll(choice.faults()));
        return faults;
    }

    @Override
    public String toString() {
        return choices.stream().map(Choice::words).collect(joining(", "));
    }
}
