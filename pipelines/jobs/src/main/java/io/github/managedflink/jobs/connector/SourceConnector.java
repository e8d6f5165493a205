package io.github.managedflink.jobs.connector;

import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.event.MessageParser;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How a source runs. */
public interface SourceConnector {
    /** The uid and name of the operator. */
    String UID = "source";

    /** The messages, parsed in the source, with event times and watermarks made for each shard or partition. */
    DataStream<EtlEvent> attachTo(StreamExecutionEnvironment environment, MessageParser parser);
}
