package io.github.managedflink.model.sink;

import io.github.managedflink.model.format.GlueSchema;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.TypeReaders;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.time.Duration;
import java.util.Optional;

/** Where a pipeline writes to. */
public abstract class PipelineSinkSpec extends SpecValue {
    PipelineSinkSpec() {}

    /** Returns the word for the kind of sink, in settings and messages. */
    public abstract String type();

    /** Returns what the sink promises when a job fails and reads records again. */
    public abstract DeliveryGuarantee guarantee();

    /** Records what is wrong with the sink, given what is known of the finished records. */
    public abstract void check(Violations violations, RecordShape finished);

    /** Returns the place in S3 that the sink writes to; empty where it writes elsewhere. */
    public Optional<S3Location> files() {
        return Optional.empty();
    }

    /** Returns the schema of AWS Glue Schema Registry that the sink writes with; empty if there is none. */
    public Optional<GlueSchema> registeredSchema() {
        return Optional.empty();
    }

    /**
     * Returns whether the sink's service may refuse single records when they already count as written; they become dead
     * letters.
     */
    public boolean mayBeRefused() {
        return true;
    }

    /** Returns the longest time from one checkpoint to the next that the sink bears; empty if any will do. */
    public Optional<Duration> longestCheckpointInterval() {
        return Optional.empty();
    }

    /**
     * Returns whether a shard or partition that the sink writes takes records of several of a source's because of how
     * it chooses them. Those are in no order of time while the source's shards are read at different paces.
     */
    public boolean mixesShardsOf(PipelineSourceSpec source) {
        return false;
    }

    @Override
    public final void check(Violations violations) {
        check(violations, RecordShape.open());
    }

    /** Reads what was written; null where it is missing or unknown. */
    public static PipelineSinkSpec read(SettingsReader settings) {
        return Types.READERS.read(settings);
    }

    /** A class of its own, because a class must not be initialized together with its subclasses. */
    private static final class Types {
        static final TypeReaders<PipelineSinkSpec> READERS = new TypeReaders<PipelineSinkSpec>("sink")
                .with(DynamoDbSinkSpec.TYPE, DynamoDbSinkSpec::read)
                .with(EventBridgeSinkSpec.TYPE, EventBridgeSinkSpec::read)
                .with(FirehoseSinkSpec.TYPE, FirehoseSinkSpec::read)
                .with(KinesisSinkSpec.TYPE, KinesisSinkSpec::read)
                .with(MskSinkSpec.TYPE, MskSinkSpec::read)
                .with(OpenSearchSinkSpec.TYPE, OpenSearchSinkSpec::read)
                .with(S3SinkSpec.TYPE, S3SinkSpec::read)
                .with(SnsSinkSpec.TYPE, SnsSinkSpec::read);
    }
}
