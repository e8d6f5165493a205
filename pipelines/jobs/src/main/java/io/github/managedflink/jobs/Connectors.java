package io.github.managedflink.jobs;

import io.github.managedflink.jobs.connector.MessageFormats;
import io.github.managedflink.jobs.connector.SinkConnector;
import io.github.managedflink.jobs.connector.SinkConnectors;
import io.github.managedflink.jobs.connector.SourceConnector;
import io.github.managedflink.jobs.dynamodb.DynamoDbSinkConnector;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.eventbridge.EventBridgeSinkConnector;
import io.github.managedflink.jobs.firehose.FirehoseSinkConnector;
import io.github.managedflink.jobs.format.FieldSelection;
import io.github.managedflink.jobs.format.RecordParser;
import io.github.managedflink.jobs.kinesis.KinesisSinkConnector;
import io.github.managedflink.jobs.kinesis.KinesisSourceConnector;
import io.github.managedflink.jobs.msk.MskSinkConnector;
import io.github.managedflink.jobs.msk.MskSourceConnector;
import io.github.managedflink.jobs.opensearch.OpenSearchSinkConnector;
import io.github.managedflink.jobs.s3.S3SinkConnector;
import io.github.managedflink.jobs.sns.SnsSinkConnector;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.format.GlueAvroInput;
import io.github.managedflink.model.format.GlueJsonInput;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import io.github.managedflink.model.sink.EventBridgeSinkSpec;
import io.github.managedflink.model.sink.FirehoseSinkSpec;
import io.github.managedflink.model.sink.KinesisSinkSpec;
import io.github.managedflink.model.sink.MskSinkSpec;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.sink.SnsSinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.source.MskSourceSpec;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.function.SerializableFunction;

/** Which connector runs which source or sink. Travels to the operators, which make their encoders there. */
public final class Connectors implements SinkConnectors {
    private static final long serialVersionUID = 1L;

    private final LocalEndpoints endpoints;
    private final SerializableFunction<S3Location, Path> paths;
    private final Path deadLetters;

    /**
     * @param endpoints where services are that are not in AWS
     * @param paths where a location is for Flink: {@link S3SinkConnector#path} but in tests
     * @param deadLetters where refused records go
     */
    public Connectors(LocalEndpoints endpoints, SerializableFunction<S3Location, Path> paths, S3Location deadLetters) {
        this.endpoints = endpoints;
        this.paths = paths;
        this.deadLetters = paths.apply(deadLetters);
    }

    /** Where a location in S3 is for Flink. */
    Path path(S3Location location) {
        return paths.apply(location);
    }

    /** The connector of a source. */
    public SourceConnector source(PipelineSourceSpec source, EventTime eventTime) {
        if (source instanceof KinesisSourceSpec) {
            return new KinesisSourceConnector((KinesisSourceSpec) source, eventTime, endpoints);
        }
        if (source instanceof MskSourceSpec) {
            return new MskSourceConnector((MskSourceSpec) source, eventTime, endpoints);
        }
        throw new IllegalArgumentException("no connector for a source of type " + source.type());
    }

    /**
     * What makes events of the source's messages if only some fields are needed. Where schemas of a registry are used,
     * all are read.
     *
     * @param fields the fields that are needed, beside the one that holds the event time
     */
    public MessageParser parser(InputFormat format, EventTime eventTime, Collection<String> fields) {
        if (format instanceof GlueAvroInput || format instanceof GlueJsonInput) {
            return parser(format, eventTime);
        }
        Set<String> needed = new HashSet<>(fields);
        if (eventTime.field() != null) {
            needed.add(eventTime.field());
        }
        return new MessageParser(RecordParser.factory(format, FieldSelection.of(needed)), eventTime);
    }

    /** What makes events of the source's messages. */
    public MessageParser parser(InputFormat format, EventTime eventTime) {
        return new MessageParser(MessageFormats.parsers(format, endpoints), eventTime);
    }

    @Override
    public SinkConnector<?> sink(String name, PipelineSinkSpec sink) {
        if (sink instanceof S3SinkSpec) {
            return S3SinkConnector.of((S3SinkSpec) sink, paths.apply(((S3SinkSpec) sink).location()));
        }
        if (sink instanceof MskSinkSpec) {
            return new MskSinkConnector((MskSinkSpec) sink, endpoints);
        }
        if (sink instanceof DynamoDbSinkSpec) {
            return new DynamoDbSinkConnector(name, (DynamoDbSinkSpec) sink, endpoints, deadLetters);
        }
        if (sink instanceof EventBridgeSinkSpec) {
            return new EventBridgeSinkConnector(name, (EventBridgeSinkSpec) sink, endpoints, deadLetters);
        }
        if (sink instanceof FirehoseSinkSpec) {
            return new FirehoseSinkConnector(name, (FirehoseSinkSpec) sink, endpoints, deadLetters);
        }
        if (sink instanceof KinesisSinkSpec) {
            return new KinesisSinkConnector(name, (KinesisSinkSpec) sink, endpoints, deadLetters);
        }
        if (sink instanceof SnsSinkSpec) {
            return new SnsSinkConnector(name, (SnsSinkSpec) sink, endpoints, deadLetters);
        }
        if (sink instanceof OpenSearchSinkSpec) {
            return new OpenSearchSinkConnector(name, (OpenSearchSinkSpec) sink, endpoints, deadLetters);
        }
        throw new IllegalArgumentException("no connector for the sink " + name + " of type " + sink.type());
    }

    @Override
    public S3SinkConnector<byte[]> deadLetters() {
        return S3SinkConnector.deadLetters(deadLetters);
    }

    @Override
    public S3SinkConnector<byte[]> lateEvents(S3Location place) {
        return S3SinkConnector.deadLetters(paths.apply(place));
    }
}
