package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awscdk.services.ec2.ISecurityGroup;

/** What may be said of a Kafka cluster wherever it comes from. */
record MskClusterOptions(
        MskClientAuthentication authentication, List<MskTopic> topics, Setting<ISecurityGroup> securityGroup) {

    static MskClusterOptions of(MskClientAuthentication authentication) {
        return new MskClusterOptions(authentication, List.of(), Setting.nothing());
    }

    MskClusterOptions withAuthentication(MskClientAuthentication how) {
        return new MskClusterOptions(how, topics, securityGroup);
    }

    MskClusterOptions withTopic(MskTopic topic) {
        List<MskTopic> more = new ArrayList<>(topics);
        more.add(topic);
        return new MskClusterOptions(authentication, more, securityGroup);
    }

    MskClusterOptions withSecurityGroup(ISecurityGroup group) {
        return new MskClusterOptions(authentication, topics, Setting.of(group));
    }

    /** Tells whether the options are whole, so that more can be said of them. */
    boolean check(Violations violations) {
        boolean whole = violations.require("authentication", authentication);
        Set<String> names = new HashSet<>();
        for (MskTopic topic : topics) {
            if (!violations.require("topic", topic)) {
                whole = false;
                continue;
            }
            topic.check(violations.at("topic"));
            if (!names.add(topic.name())) {
                violations.add("topic", topic.name(), "is given twice.");
            }
        }
        return whole;
    }

    void refuseTopics(String advice, Violations violations) {
        topics.stream().findFirst().ifPresent(topic -> violations.add("topic", topic.name(), advice));
    }

    void refuseSecurityGroup(Violations violations) {
        securityGroup.refuse(
                "securityGroup",
                group -> "a security group",
                "belongs to an MSK cluster that is given by its ARN. Leave it out.",
                violations);
    }
}
