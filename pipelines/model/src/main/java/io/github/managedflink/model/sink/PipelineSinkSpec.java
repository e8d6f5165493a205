package io.github.managedflink.model.sink;

import io.github.managedflink.model.format.GlueSchema;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.time.Duration;
import java.util.Optional;

/** Where a pipeline writes to. */
public abstract class PipelineSinkSpec extends SpecValue {
    PipelineSinkSpec() {}

    /** The word for the kind of sink, in settings and messages. */
    public abstract String type();

    /** What the sink promises when a job fails and reads records again. */
    public abstract DeliveryGuarantee guarantee();

    /** Records what is wrong with the sink, given what is known of the finished records. */
    public abstract void check(Violations violations, RecordShape finished);

    /** The place in S3 that the sink writes to; empty where it writes elsewhere. */
    public Optional<S3Location> files() {
        return Optional.empty();
    }

    /** The schema of AWS Glue Schema Registry that the sink writes with; empty if there is none. */
    public Optional<GlueSchema> registeredSchema() {
        return Optional.empty();
    }

    /** Whether the sink's service may refuse single records when they already count as written; they become dead letters. */
    public boolean mayBeRefused() {
        return true;
    }

    /** The longest time from one checkpoint to the next that the sink bears; empty if any will do. */
    public Optional<Duration> longestCheckpointInterval() {
        return Optional.empty();
    }

    /**
     * Whether a shard or partition that the sink writes takes records of several of a source's because of how it chooses them. Those are in no order of time while the source's shards are read at different paces.
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
        String type = settings.text("type");
        if (type == null) {
            return null;
        }
        switch (type) {
            case DynamoDbSinkSpec.TYPE:
                return DynamoDbSinkSpec.read(settings);
            case EventBridgeSinkSpec.TYPE:
                return EventBridgeSinkSpec.read(settings);
            case FirehoseSinkSpec.TYPE:
                return FirehoseSinkSpec.read(settings);
            case KinesisSinkSpec.TYPE:
                return KinesisSinkSpec.read(settings);
            case OpenSearchSinkSpec.TYPE:
                return OpenSearchSinkSpec.read(settings);
            case S3SinkSpec.TYPE:
                return S3SinkSpec.read(settings);
            case MskSinkSpec.TYPE:
                return MskSinkSpec.read(settings);
            case SnsSinkSpec.TYPE:
                return SnsSinkSpec.read(settings);
            default:
                settings.violations()
                        .add(
                                "type",
                                type,
                                "is no sink; use one of dynamodb, eventbridge, firehose, kinesis, msk, opensearch, s3, sns.");
                return null;
        }
    }
}
