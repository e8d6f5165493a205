package io.github.managedflink.test.connector;

import io.github.managedflink.constructs.connector.SourceBinding;
import io.github.managedflink.constructs.kinesis.KinesisSourceBinding;
import io.github.managedflink.constructs.msk.MskSourceBinding;
import java.util.function.Function;

/** The sources, and what to feed them by. */
@SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
enum SourceKind {
    KINESIS_POLLING("Stream", surroundings -> stream(surroundings)),
    KINESIS_FAN_OUT("Stream", surroundings -> stream(surroundings).enhancedFanOut("etl")),
    MSK(Surroundings.INPUT, surroundings -> MskSourceBinding.of(surroundings.cluster(), Surroundings.INPUT));

    private final String feed;
    private final Function<Surroundings, SourceBinding> binding;

    SourceKind(String feed, Function<Surroundings, SourceBinding> binding) {
        this.feed = feed;
        this.binding = binding;
    }

    private static KinesisSourceBinding stream(Surroundings surroundings) {
        return KinesisSourceBinding.newStream().shards(2).encryptionKey(surroundings.key());
    }

    String feed() {
        return feed;
    }

    SourceBinding binding(Surroundings surroundings) {
        return binding.apply(surroundings);
    }
}
