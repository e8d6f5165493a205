package io.github.managedflink.model.sink;

import io.github.managedflink.model.format.OutputFormat;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes files to S3, exactly once: a file appears when the checkpoint that it belongs to is complete. */
public final class S3SinkSpec extends PipelineSinkSpec {
    static final String TYPE = "s3";

    private final S3Location location;
    private final OutputFormat format;
    private final List<S3Partition> partitions;

    private S3SinkSpec(Builder builder) {
        this.location = builder.location;
        this.format = builder.format;
        this.partitions = Collections.unmodifiableList(new ArrayList<>(builder.partitions));
    }

    /** Returns a sink of JSON lines without partitions. */
    public static Builder builder() {
        return new Builder();
    }

    /** Reads what was written. */
    public static S3SinkSpec read(SettingsReader settings) {
        Builder builder = builder()
                .location(S3Location.read(settings, "location"))
                .format(OutputFormat.read(settings.at("format")));
        SettingsReader partitions = settings.at("partition");
        for (int number = 1; partitions.has(String.valueOf(number)); number++) {
            builder.partitionBy(S3Partition.read(partitions.at(String.valueOf(number))));
        }
        return builder.build();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean mayBeRefused() {
        return false;
    }

    @Override
    public DeliveryGuarantee guarantee() {
        return DeliveryGuarantee.EXACTLY_ONCE;
    }

    /** Returns the bucket and the prefix of the files' keys. */
    public S3Location location() {
        return location;
    }

    @Override
    public Optional<S3Location> files() {
        return Optional.ofNullable(location);
    }

    /** Returns how records are written. */
    public OutputFormat format() {
        return format;
    }

    /** Returns the levels of folders, from the outermost inwards. */
    public List<S3Partition> partitions() {
        return partitions;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", type()).put("location", location).put("format", format);
        int number = 0;
        for (S3Partition partition : partitions) {
            settings.put("partition." + ++number, partition);
        }
    }

    @Override
    public void check(Violations violations, RecordShape finished) {
        if (violations.require("location", location)) {
            location.checkPrefix(violations.at("location"));
        }
        if (violations.require("format", format)) {
            format.check(violations.at("format"), finished);
        }
        Set<String> names = new HashSet<>();
        int number = 0;
        for (S3Partition partition : partitions) {
            String setting = "partition." + ++number;
            if (!violations.require(setting, partition)) {
                continue;
            }
            Violations at = violations.at(setting);
            partition.check(at, finished);
            if (partition.name() != null && !names.add(partition.name())) {
                at.add("name", partition.name(), "names a partition twice.");
            }
        }
    }

    /** Builds an {@link S3SinkSpec}. */
    public static final class Builder {
        private S3Location location;
        private OutputFormat format = OutputFormat.jsonLines();
        private final List<S3Partition> partitions = new ArrayList<>();

        private Builder() {}

        /** Sets the bucket and the prefix of the files' keys. Required. */
        public Builder location(S3Location place) {
            this.location = place;
            return this;
        }

        /** Sets how records are written. Default: JSON lines. */
        public Builder format(OutputFormat output) {
            this.format = output;
            return this;
        }

        /** Adds a level of folders inside those added before. Default: none. */
        public Builder partitionBy(S3Partition partition) {
            this.partitions.add(partition);
            return this;
        }

        /** Returns the sink. Its settings are checked with the pipeline that it is part of. */
        public S3SinkSpec build() {
            return new S3SinkSpec(this);
        }
    }
}
