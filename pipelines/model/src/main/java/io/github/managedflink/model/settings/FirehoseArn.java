package io.github.managedflink.model.settings;

import java.util.regex.Pattern;

/** A Firehose delivery stream where something to read is expected. */
public final class FirehoseArn {
    private static final Pattern ARN = Pattern.compile("arn:[a-z0-9-]+:firehose:.*");

    private FirehoseArn() {}

    /**
     * Records that a setting names a Firehose delivery stream, if it does, and the way that works; tells whether it
     * does.
     */
    public static boolean refuse(Violations violations, String setting, String arn) {
        boolean firehose = ARN.matcher(arn).matches();
        if (firehose) {
            violations.add(
                    setting,
                    arn,
                    "is a Firehose delivery stream, which can only be written to. Read the Kinesis data stream or MSK topic"
                            + " that feeds it.");
        }
        return firehose;
    }
}
