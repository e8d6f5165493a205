package io.github.managedflink.model.msk;

import io.github.managedflink.model.settings.FirehoseArn;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.regex.Pattern;

/** What Kafka and MSK allow as the names of what a job uses. CDK tokens pass. */
public final class MskNames {
    private static final String BROKER = "(\\[[0-9a-fA-F:]+\\]|[a-zA-Z0-9._-]+):[0-9]{1,5}";
    private static final Pattern BROKERS = Pattern.compile(BROKER + "(,\\s*" + BROKER + ")*");
    private static final Pattern ARN = Pattern.compile("arn:[a-z0-9-]+:.*");
    private static final Pattern KINESIS_ARN = Pattern.compile("arn:[a-z0-9-]+:kinesis:.*");
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
    // Kafka takes any text. These characters have no meaning of their own in an IAM policy.
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9._-]{1,200}");

    private MskNames() {}

    public static void checkBrokers(Violations violations, String setting, String brokers) {
        if (!violations.require(setting, brokers) || Tokens.isToken(brokers)) {
            return;
        }
        if (FirehoseArn.refuse(violations, setting, brokers)) {
            return;
        }
        if (KINESIS_ARN.matcher(brokers).matches()) {
            violations.add(setting, brokers, "is a Kinesis data stream. Use KinesisSource or KinesisSink for it.");
        } else if (ARN.matcher(brokers).matches()) {
            violations.add(
                    setting,
                    brokers,
                    "is an ARN. Write the bootstrap brokers of the cluster, which aws kafka get-bootstrap-brokers shows.");
        } else {
            violations.matches(
                    setting,
                    brokers,
                    BROKERS,
                    "is no list of brokers; write host:port, with commas between, such as"
                            + " b-1.example.com:9098,b-2.example.com:9098.");
        }
    }

    public static void checkTopic(Violations violations, String setting, String topic) {
        if (violations.require(setting, topic)) {
            violations.matches(
                    setting,
                    topic,
                    TOPIC,
                    "is no name of a topic; it has 1 to 249 letters, digits, dots, underscores or hyphens, and is neither"
                            + " . nor ..");
        }
    }

    public static void checkId(Violations violations, String setting, String id) {
        if (violations.require(setting, id)) {
            violations.matches(setting, id, ID, "must have 1 to 200 letters, digits, dots, underscores or hyphens.");
        }
    }
}
