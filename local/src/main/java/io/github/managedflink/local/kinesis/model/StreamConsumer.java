package io.github.managedflink.local.kinesis.model;

import java.time.Instant;

/** A registered consumer with enhanced fan-out. */
public record StreamConsumer(StreamArn stream, String name, Instant createdAt) {

    public StreamConsumer {
        if (!name.matches("[a-zA-Z0-9_.-]{1,128}")) {
            throw KinesisException.validation(
                    "ConsumerName must have 1 to 128 letters, digits, '_', '.' or '-', not '" + name + "'");
        }
    }

    /** The ARN, which the time of registration makes unique: registering anew gives another one. */
    public String arn() {
        return stream + "/consumer/" + name + ":" + createdAt.getEpochSecond();
    }
}
