package io.github.managedflink.local.kafka;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an MSK cluster, from which those of its topics, groups and transactional ids follow.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html">Resources of IAM access
 *     control</a>
 */
record ClusterArn(String arn) {

    private static final Pattern FORM = Pattern.compile("(arn:[^:]+:kafka:[^:]+:[^:]+:)cluster/([^/]+/[^/]+)");

    ClusterArn {
        if (!FORM.matcher(arn).matches()) {
            throw new IllegalArgumentException("'" + arn
                    + "' is not the ARN of an MSK cluster: arn:PARTITION:kafka:REGION:ACCOUNT:cluster/NAME/UUID");
        }
    }

    String topic(String name) {
        return resource("topic", name);
    }

    String group(String id) {
        return resource("group", id);
    }

    String transactionalId(String id) {
        return resource("transactional-id", id);
    }

    private String resource(String kind, String name) {
        Matcher cluster = FORM.matcher(arn);
        if (!cluster.matches()) {
            throw new IllegalStateException(arn);
        }
        return cluster.group(1) + kind + "/" + cluster.group(2) + "/" + name;
    }
}
