package io.github.managedflink.test.connector;

import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.Checkpointing;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.time.Duration;
import java.util.Collection;
import software.constructs.Construct;

/** An app that copies every record of a source to each of some sinks, with a key of its own and without internet. */
final class ConnectorApp {
    private ConnectorApp() {}

    static SynthesizedStack synthesize(SourceKind source, Collection<SinkKind> sinks) {
        return SynthesizedStack.anywhere(FeatureFlags.RECOMMENDED, scope -> addTo(scope, source, sinks));
    }

    static StreamingEtlApp addTo(Construct scope, SourceKind source, Collection<SinkKind> sinks) {
        return addTo(scope, "Etl", new Surroundings(scope), source, sinks);
    }

    static StreamingEtlApp addTo(
            Construct scope, String id, Surroundings surroundings, SourceKind source, Collection<SinkKind> sinks) {
        StreamingEtlApp.Builder app = StreamingEtlApp.Builder.create(scope, id)
                .vpc(surroundings.vpc())
                .source(source.binding(surroundings))
                .checkpointing(Checkpointing.every(Duration.ofSeconds(1)).withMinPause(Duration.ZERO))
                .deadLetters(surroundings.bucket(), "dead-letters");
        String first = sinks.iterator().next().sinkName();
        app.defaultSink(first);
        for (SinkKind sink : sinks) {
            app.sink(sink.sinkName(), sink.binding(surroundings));
            if (!sink.sinkName().equals(first)) {
                app.steps(EtlSteps.route("true", sink.sinkName()).copying());
            }
        }
        return app.build();
    }
}
