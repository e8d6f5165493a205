package io.github.managedflink.jobs.connector;

import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How a source runs. */
public interface SourceConnector {
    /** The uid and name of the operator that a pipeline reads its records with. */
    String UID = "source";

    /** The messages that a pipeline reads its records from. */
    default DataStream<PipelineEvent> attachTo(StreamExecutionEnvironment environment, MessageParser parser) {
        return attachTo(environment, parser, UID);
    }

    /**
     * The messages, parsed in the source, with event times and watermarks made for each shard or partition.
     *
     * @param uid the uid and name of the operator
     */
    DataStream<PipelineEvent> attachTo(StreamExecutionEnvironment environment, MessageParser parser, String uid);
}
