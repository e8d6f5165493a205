package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStream;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.model.StreamArn;
import java.util.Optional;

/** Finds the stream that a call speaks of, by its name or its ARN. */
final class StreamLookup {

    private final KinesisStreams streams;

    StreamLookup(KinesisStreams streams) {
        this.streams = streams;
    }

    KinesisStream streamOf(Call call) {
        Optional<StreamArn> arn = call.request().text("StreamARN").map(StreamArn::parse);
        Optional<String> name = call.request().text("StreamName");
        if (arn.isPresent()) {
            if (name.isPresent() && !name.get().equals(arn.get().name())) {
                throw KinesisException.invalidArgument(
                        "StreamARN " + arn.get() + " and StreamName " + name.get() + " stand for different streams");
            }
            return streams.get(arn.get());
        }
        return streams.get(
                call.region(),
                name.orElseThrow(() -> KinesisException.invalidArgument("StreamName or StreamARN is missing")));
    }

    /** The stream that must be given by its ARN, as the calls about consumers want it. */
    KinesisStream streamOfRequiredArn(Call call) {
        return streams.get(StreamArn.parse(call.request().requiredText("StreamARN")));
    }
}
