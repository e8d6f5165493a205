package io.github.managedflink.constructs.msk;

import io.github.managedflink.model.settings.FirehoseArn;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.Fn;

/**
 * The ARN of an MSK cluster, and those of what is in it: {@code …:topic/NAME/UUID/TOPIC} for
 * {@code …:cluster/NAME/UUID}.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html">Resources of Kafka's API in
 *     IAM</a>
 */
record MskClusterArn(String text, String owner, String path) {
    private static final String CLUSTER = ":cluster/";
    private static final Pattern KINESIS = Pattern.compile("arn:[a-z0-9-]+:kinesis:.*");
    private static final Pattern MSK =
            Pattern.compile("arn:[^:]+:kafka:[^:]+:[^:]+:cluster/[a-zA-Z0-9-]{1,64}/[a-zA-Z0-9-]+");

    /** Returns the ARN in its parts, which CloudFormation takes apart where it is a token. */
    static MskClusterArn of(String arn) {
        int at = arn.indexOf(CLUSTER);
        if (at >= 0) {
            return new MskClusterArn(arn, arn.substring(0, at), arn.substring(at + CLUSTER.length()));
        }
        List<String> parts = Fn.split(CLUSTER, arn);
        return new MskClusterArn(arn, Fn.select(0, parts), Fn.select(1, parts));
    }

    static void check(Violations violations, String setting, String arn) {
        if (!violations.require(setting, arn) || Tokens.isToken(arn) || FirehoseArn.refuse(violations, setting, arn)) {
            return;
        }
        if (KINESIS.matcher(arn).matches()) {
            violations.add(setting, arn, "is a Kinesis data stream. Use KinesisSource or KinesisSink for it.");
        } else {
            violations.matches(
                    setting,
                    arn,
                    MSK,
                    "is no ARN of an MSK cluster; write one such as"
                            + " arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-1. A Kafka cluster outside MSK is"
                            + " given by fromBootstrapServers(…).");
        }
    }

    /** The cluster's name. */
    String name() {
        return Tokens.isToken(path) ? Fn.select(0, Fn.split("/", path)) : path.substring(0, path.indexOf('/'));
    }

    String topic(String name) {
        return inCluster("topic", name);
    }

    String group(String id) {
        return inCluster("group", id);
    }

    /** The transactional ids that a sink with this prefix uses. */
    String transactionalIds(String prefix) {
        return inCluster("transactional-id", prefix + "-*");
    }

    private String inCluster(String kind, String name) {
        return owner + ":" + kind + "/" + path + "/" + name;
    }
}
