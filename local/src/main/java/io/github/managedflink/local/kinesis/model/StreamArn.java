package io.github.managedflink.local.kinesis.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ARN of a stream, {@code arn:PARTITION:kinesis:REGION:ACCOUNT:stream/NAME}. */
public record StreamArn(String partition, String region, String account, String name) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    private static final Pattern ARN =
            Pattern.compile("arn:(aws[a-z-]*):kinesis:([a-z0-9-]+):(\\d{12}):stream/(" + NAME.pattern() + ")");

    public StreamArn {
        if (!NAME.matcher(name).matches()) {
            throw KinesisException.validation(
                    "StreamName must have 1 to 128 letters, digits, '_', '.' or '-', not '" + name + "'");
        }
    }

    /**
     * Reads an ARN.
     *
     * @throws KinesisException if it is not one of a stream
     */
    public static StreamArn parse(String arn) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw KinesisException.validation("StreamARN is not the ARN of a stream: " + arn);
        }
        return new StreamArn(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":kinesis:" + region + ":" + account + ":stream/" + name;
    }
}
