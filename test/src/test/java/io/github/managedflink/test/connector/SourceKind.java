package io.github.managedflink.test.connector;

import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.msk.MskSource;
import java.util.function.Function;

/** The sources, and what to feed them by. */
@SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
enum SourceKind {
    KINESIS_POLLING("Stream", surroundings -> stream(surroundings)),
    KINESIS_FAN_OUT("Stream", surroundings -> stream(surroundings).withEnhancedFanOut("etl")),
    MSK(Surroundings.INPUT, surroundings -> MskSource.of(surroundings.cluster(), Surroundings.INPUT));

    private final String feed;
    private final Function<Surroundings, PipelineSource> binding;

    SourceKind(String feed, Function<Surroundings, PipelineSource> binding) {
        this.feed = feed;
        this.binding = binding;
    }

    private static KinesisSource stream(Surroundings surroundings) {
        return KinesisSource.in(KinesisStream.newStream().withShards(2).withEncryptionKey(surroundings.key()));
    }

    String feed() {
        return feed;
    }

    PipelineSource binding(Surroundings surroundings) {
        return binding.apply(surroundings);
    }
}
