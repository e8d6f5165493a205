package io.github.managedflink.model.sink;

import io.github.managedflink.model.format.GlueSchema;
import io.github.managedflink.model.format.MessageFormat;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Puts records into a Kinesis data stream, as JSON unless another format is chosen, at least once: after a failure some
 * are there twice. Records of a shard or partition keep their order, but for those of one call, at most 500, that the
 * service throttles: they are tried again, and come after later ones of it.
 *
 * <p>Goes to the dead letters: a record that has, with its partition key, more than 1 MiB; one whose key field is
 * missing, null, an object or a list; and one whose partition key is empty or has more than 256 characters.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
public final class KinesisSinkSpec extends PipelineSinkSpec {
    static final String TYPE = "kinesis";

    private final String streamArn;
    private final List<String> partitionKey;
    private final MessageFormat format;

    private KinesisSinkSpec(Builder builder) {
        this.streamArn = builder.streamArn;
        this.partitionKey = Collections.unmodifiableList(new ArrayList<>(builder.partitionKey));
        this.format = builder.format;
    }

    /** Returns a sink whose records keep their partition keys. */
    public static Builder builder() {
        return new Builder();
    }

    /** Reads what was written. */
    public static KinesisSinkSpec read(SettingsReader settings) {
        return builder()
                .streamArn(settings.text("stream.arn"))
                .partitionKey(settings.texts("partition-key").toArray(new String[0]))
                .format(MessageFormat.read(settings.at("format")))
                .build();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DeliveryGuarantee guarantee() {
        return DeliveryGuarantee.AT_LEAST_ONCE;
    }

    /** Returns the stream's ARN. */
    public String streamArn() {
        return streamArn;
    }

    /**
     * Returns the paths of the fields that make the partition key; empty if records keep the one that they came with.
     */
    public List<String> partitionKey() {
        return partitionKey;
    }

    /** Returns what a record becomes. */
    public MessageFormat format() {
        return format;
    }

    @Override
    public Optional<GlueSchema> registeredSchema() {
        return format.schema();
    }

    @Override
    public boolean mixesShardsOf(PipelineSourceSpec source) {
        return !partitionKey.isEmpty() || !(source instanceof KinesisSourceSpec);
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", type())
                .put("stream.arn", streamArn)
                .put("partition-key", partitionKey)
                .put("format", format);
    }

    @Override
    public void check(Violations violations, RecordShape finished) {
        violations.require("stream.arn", streamArn);
        violations.matches("stream.arn", streamArn, KinesisSourceSpec.STREAM_ARN, KinesisSourceSpec.NO_STREAM_ARN);
        FieldPath.checkAll(violations, "partition-key", partitionKey, finished);
        format.check(violations.at("format"), finished);
    }

    /** Builds a {@link KinesisSinkSpec}. */
    public static final class Builder {
        private String streamArn;
        private final List<String> partitionKey = new ArrayList<>();
        private MessageFormat format = MessageFormat.json();

        private Builder() {}

        /** Sets the stream's ARN. Required. */
        public Builder streamArn(String arn) {
            this.streamArn = arn;
            return this;
        }

        /**
         * Sets the paths of the fields that make the partition key: records that are alike in them go to one shard.
         * Default: none, and a record from a Kinesis stream keeps the key that it came with. Records are spread as they
         * are there, and where both streams have equally many shards, or this one a multiple, each of its shards takes
         * records of one shard only, in their order. For other records the key is a hash of the record, which spreads
         * them evenly. One that is written again goes to the same shard.
         */
        public Builder partitionKey(String... fields) {
            this.partitionKey.clear();
            Collections.addAll(this.partitionKey, Arguments.given("fields", fields));
            return this;
        }

        /** Sets what a record becomes. Default: JSON. */
        public Builder format(MessageFormat messages) {
            this.format = messages;
            return this;
        }

        /** Returns the sink. Its settings are checked with the pipeline that it is part of. */
        public KinesisSinkSpec build() {
            return new KinesisSinkSpec(this);
        }
    }
}
