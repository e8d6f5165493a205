package io.github.managedflink.model.source;

import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.msk.MskNames;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads topics of an MSK cluster or of any other Kafka cluster. It reads only what is committed, so that a record of a
 * transaction that was given up is never seen. What has been read is part of each checkpoint, and is committed to the
 * consumer group as well, for those who watch its lag.
 *
 * <p>A record without a value, which Kafka calls a tombstone, becomes a dead letter with an empty payload.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/what-is-msk.html">Amazon MSK</a>
 */
public final class MskSourceSpec extends PipelineSourceSpec {
    static final String TYPE = "msk";

    private final String bootstrapServers;
    private final List<String> topics;
    private final String topicPattern;
    private final String groupId;
    private final KafkaStartingOffsets startOffsets;
    private final MskAuthentication authentication;

    private MskSourceSpec(Builder builder) {
        this.bootstrapServers = builder.bootstrapServers;
        this.topics = Collections.unmodifiableList(new ArrayList<>(builder.topics));
        this.topicPattern = builder.topicPattern;
        this.groupId = builder.groupId;
        this.startOffsets = builder.startOffsets;
        this.authentication = builder.authentication;
    }

    /** Returns a source that authenticates by IAM, from the oldest records on. */
    public static Builder builder() {
        return new Builder();
    }

    /** Reads what was written. */
    public static MskSourceSpec read(SettingsReader settings) {
        return builder()
                .bootstrapServers(settings.text("brokers"))
                .topics(settings.texts("topic").toArray(new String[0]))
                .topicPattern(settings.text("topic-pattern"))
                .groupId(settings.text("group"))
                .startOffsets(KafkaStartingOffsets.read(settings.at("start")))
                .authentication(MskAuthentication.read(settings.at("auth")))
                .build();
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Returns the brokers to ask first: {@code host:port}, with commas between. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Returns the topics; empty if a pattern chooses them. */
    public List<String> topics() {
        return topics;
    }

    /**
     * Returns the regular expression, in Java's syntax, that the names of the topics match as a whole; null if topics
     * are named.
     */
    public String topicPattern() {
        return topicPattern;
    }

    /** Returns the consumer group. */
    public String groupId() {
        return groupId;
    }

    /** Returns from where a job without state reads. */
    public KafkaStartingOffsets startOffsets() {
        return startOffsets;
    }

    /** Returns how the job proves who it is. */
    public MskAuthentication authentication() {
        return authentication;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", TYPE)
                .put("brokers", bootstrapServers)
                .put("topic", topics)
                .put("topic-pattern", topicPattern)
                .put("group", groupId)
                .put("start", startOffsets)
                .put("auth", authentication);
    }

    @Override
    public void check(Violations violations) {
        MskNames.checkBrokers(violations, "brokers", bootstrapServers);
        checkTopics(violations);
        MskNames.checkId(violations, "group", groupId);
        if (violations.require("start", startOffsets)) {
            startOffsets.check(violations.at("start"));
        }
        if (violations.require("auth", authentication)) {
            authentication.check(violations.at("auth"));
        }
    }

    private void checkTopics(Violations violations) {
        if (topicPattern == null) {
            violations.require("topic", topics);
        } else if (!topics.isEmpty()) {
            violations.add("topic-pattern", topicPattern, "cannot stand beside named topics. Give either.");
        } else {
            checkPattern(violations);
        }
        Set<String> names = new HashSet<>();
        int number = 0;
        for (String topic : topics) {
            String setting = "topic." + ++number;
            MskNames.checkTopic(violations, setting, topic);
            if (topic != null && !names.add(topic)) {
                violations.add(setting, topic, "names a topic twice.");
            }
        }
    }

    private void checkPattern(Violations violations) {
        if (Tokens.isToken(topicPattern)) {
            return;
        }
        try {
            Pattern.compile(topicPattern);
        } catch (PatternSyntaxException e) {
            violations.add("topic-pattern", topicPattern, "is no regular expression: " + e.getDescription() + ".");
        }
    }

    /** Builds an {@link MskSourceSpec}. */
    public static final class Builder {
        private String bootstrapServers;
        private final List<String> topics = new ArrayList<>();
        private String topicPattern;
        private String groupId;
        private KafkaStartingOffsets startOffsets = KafkaStartingOffsets.earliest();
        private MskAuthentication authentication = MskAuthentication.iam();

        private Builder() {}

        /** Sets the brokers to ask first: {@code host:port}, with commas between. Required. */
        public Builder bootstrapServers(String brokers) {
            this.bootstrapServers = brokers;
            return this;
        }

        /**
         * Adds topics, each of 1 to 249 letters, digits, dots, underscores or hyphens. Either these or a pattern is
         * required.
         */
        public Builder topics(String... names) {
            Collections.addAll(topics, Arguments.given("names", names));
            return this;
        }

        /**
         * Reads all topics whose whole names match a regular expression in Java's syntax; a topic that appears later is
         * found within a minute. Kafka's internal topics are never read.
         */
        public Builder topicPattern(String regularExpression) {
            this.topicPattern = regularExpression;
            return this;
        }

        /**
         * Sets the consumer group, 1 to 200 letters, digits, dots, underscores or hyphens; no other job may use it.
         * Required.
         */
        public Builder groupId(String id) {
            this.groupId = id;
            return this;
        }

        /** Sets from where a job without state reads. Default: the oldest records. */
        public Builder startOffsets(KafkaStartingOffsets offsets) {
            this.startOffsets = offsets;
            return this;
        }

        /** Sets how the job proves who it is. Default: IAM. */
        public Builder authentication(MskAuthentication how) {
            this.authentication = how;
            return this;
        }

        /** Returns the source. Its settings are checked with the pipeline that it is part of. */
        public MskSourceSpec build() {
            return new MskSourceSpec(this);
        }
    }
}
