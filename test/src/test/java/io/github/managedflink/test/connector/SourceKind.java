package io.github.managedflink.test.connector;

import io.github.managedflink.constructs.KinesisSourceBinding;
import io.github.managedflink.constructs.MskSourceBinding;
import io.github.managedflink.constructs.SourceBinding;
import java.util.function.Function;

/** The sources, and what to feed them by. */
@SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
enum SourceKind {
    KINESIS_POLLING("Stream", surroundings -> KinesisSourceBinding.newStream().shards(2)),
    KINESIS_FAN_OUT(
            "Stream", surroundings -> KinesisSourceBinding.newStream().shards(2).enhancedFanOut("etl")),
    MSK(Surroundings.INPUT, surroundings -> MskSourceBinding.of(surroundings.cluster(), Surroundings.INPUT));

    private final String feed;
    private final Function<Surroundings, SourceBinding> binding;

    SourceKind(String feed, Function<Surroundings, SourceBinding> binding) {
        this.feed = feed;
        this.binding = binding;
    }

    String feed() {
        return feed;
    }

    SourceBinding binding(Surroundings surroundings) {
        return binding.apply(surroundings);
    }
}
