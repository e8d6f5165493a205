package io.github.managedflink.constructs.pipeline;

import io.github.managedflink.constructs.internal.Internal;
import software.amazon.awscdk.Annotations;
import software.constructs.Construct;

/**
 * What a user should know of a pipeline that is right: notes of a synth, each with an id by which it can be
 * acknowledged.
 */
@Internal
public enum PipelineNotes {
    /** Windows of which nobody has said what time they are of. */
    ARRIVAL_TIME(
            "managed-flink:arrivalTime",
            "eventTime is not set, so windows are those of the records' arrival in the stream, and records that are read or"
                    + " sent again count in other windows. Name the field that holds the time with EventTime.field(…), or set"
                    + " EventTime.arrival() if arrival is what you mean."),
    /** Fields that are hidden in the sinks, but not in the dead letters. */
    UNMASKED_DEAD_LETTERS(
            "managed-flink:unmaskedDeadLetters",
            "steps mask or hash fields, but a dead letter holds its message as it came, with these fields in clear. Give the"
                    + " dead letters a bucket with fewer readers, or a life cycle rule, with deadLetters(…)."),
    /** Streams whose readers may see events late. */
    MIXED_SHARDS(
            "managed-flink:mixedShards",
            "a sink spreads records otherwise than the source does (withPartitionKey, withKey, or Kinesis behind MSK), so that each of"
                    + " its shards or partitions takes records of several of the source's. While these are read at different"
                    + " paces, in a replay or a backlog, they are out of order by as much, and a windowed reader takes them for"
                    + " late unless its withMaxOutOfOrderness(…) allows for it. If no reader needs another key, leave it out.");

    private final String id;
    private final String text;

    PipelineNotes(String id, String text) {
        this.id = id;
        this.text = text;
    }

    public void addTo(Construct pipeline) {
        Annotations.of(pipeline).addInfoV2(id, text);
    }
}
