package io.github.managedflink.model.sink;

import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.record.TextTemplate;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.NamedValues;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Publishes records to an SNS topic, at least once: after a failure some are published twice. A FIFO topic leaves out
 * what comes twice within five minutes.
 *
 * <p>Goes to the dead letters: a message that is empty or has, with its attributes, more than 256 KiB; and a subject of
 * more than 100 characters or with line breaks or control characters.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>
 */
public final class SnsSinkSpec extends PipelineSinkSpec {
    /** How many attributes a message may have: more are lost on the way to SQS and Firehose with raw delivery. */
    public static final int MAX_ATTRIBUTES = 10;

    static final String TYPE = "sns";

    private static final Pattern TOPIC_ARN =
            Pattern.compile("arn:[a-z0-9-]+:sns:[a-z0-9-]+:[0-9]{12}:[a-zA-Z0-9_-]{1,256}(\\.fifo)?");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?!(?i:aws|amazon)\\.)[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+)*");
    private static final int MAX_ATTRIBUTE_NAME = 256;
    private static final String FIFO = ".fifo";

    private final String topicArn;
    private final String subject;
    private final String message;
    private final NamedValues<String> attributes;
    private final String messageGroup;
    private final List<String> deduplicationId;

    private SnsSinkSpec(Builder builder) {
        this.topicArn = builder.topicArn;
        this.subject = builder.subject;
        this.message = builder.message;
        this.attributes = builder.attributes;
        this.messageGroup = builder.messageGroup;
        this.deduplicationId = Collections.unmodifiableList(new ArrayList<>(builder.deduplicationId));
    }

    /** Returns a sink that publishes each record as JSON. */
    public static Builder builder() {
        return new Builder();
    }

    /** Reads what was written. */
    public static SnsSinkSpec read(SettingsReader settings) {
        Builder builder = builder()
                .topicArn(settings.text("topic.arn"))
                .subject(settings.text("subject"))
                .message(settings.text("message"))
                .messageGroup(settings.text("message-group"))
                .deduplicationId(settings.texts("deduplication-id").toArray(new String[0]));
        settings.named("attribute", attribute -> attribute.text("field")).forEach(builder::attribute);
        return builder.build();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DeliveryGuarantee guarantee() {
        return DeliveryGuarantee.AT_LEAST_ONCE;
    }

    /** Returns the topic's ARN. */
    public String topicArn() {
        return topicArn;
    }

    /** Returns the {@link TextTemplate} of the subject; null for none. */
    public String subject() {
        return subject;
    }

    /** Returns the {@link TextTemplate} of the message; null for the record as JSON. */
    public String message() {
        return message;
    }

    /** Returns the paths of the fields that become message attributes, by the attributes' names. */
    public Map<String, String> attributes() {
        return attributes.asMap();
    }

    /** Returns the path of the field that holds a FIFO topic's message group; null for a standard topic. */
    public String messageGroup() {
        return messageGroup;
    }

    /**
     * Returns the paths of the fields that tell one message of a FIFO topic from another; empty if the record's place
     * in the source does.
     */
    public List<String> deduplicationId() {
        return deduplicationId;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", type())
                .put("topic.arn", topicArn)
                .put("subject", subject)
                .put("message", message)
                .put("message-group", messageGroup)
                .put("deduplication-id", deduplicationId);
        int number = 0;
        for (String name : attributes.names()) {
            String field = attributes.values().get(number);
            settings.at("attribute." + ++number).put("name", name).put("field", field);
        }
    }

    @Override
    public void check(Violations violations, RecordShape finished) {
        if (violations.require("topic.arn", topicArn)) {
            violations.matches(
                    "topic.arn",
                    topicArn,
                    TOPIC_ARN,
                    "is no ARN of an SNS topic; write one such as arn:aws:sns:eu-west-1:111122223333:alerts.");
            checkFifo(violations, finished);
        }
        TextTemplate.check(violations, "subject", subject, finished);
        TextTemplate.check(violations, "message", message, finished);
        attributes.checkNames(violations, "attribute", "attributes");
        if (attributes.names().size() > MAX_ATTRIBUTES) {
            violations.add(
                    "attribute", attributes.names().size(), "is too many; a message may have " + MAX_ATTRIBUTES + ".");
        }
        int number = 0;
        for (String name : attributes.names()) {
            String field = attributes.values().get(number);
            checkAttribute(violations.at("attribute." + ++number), name, field, finished);
        }
    }

    private static void checkAttribute(Violations violations, String name, String field, RecordShape finished) {
        violations.require("name", name);
        violations.matches(
                "name",
                name,
                ATTRIBUTE,
                "is no attribute name; it has letters, digits, hyphens, underscores and single dots, and does not begin"
                        + " with AWS. or Amazon.");
        if (name != null && name.length() > MAX_ATTRIBUTE_NAME) {
            violations.add("name", name, "may have " + MAX_ATTRIBUTE_NAME + " characters at most.");
        }
        FieldPath.check(violations, "field", field, finished);
    }

    private void checkFifo(Violations violations, RecordShape finished) {
        boolean isFifo = topicArn.endsWith(FIFO);
        if (messageGroup != null) {
            FieldPath.check(violations, "message-group", messageGroup, finished);
        }
        FieldPath.checkAll(violations, "deduplication-id", deduplicationId, finished);
        // What kind of topic a CDK token stands for shows only at deployment; the job checks again when it starts.
        if (Tokens.isToken(topicArn)) {
            return;
        }
        if (isFifo) {
            if (messageGroup == null) {
                violations.add(
                        "message-group",
                        null,
                        "is required for a FIFO topic. Name the field that holds it with withMessageGroup(field).");
            }
        } else if (messageGroup != null) {
            violations.add(
                    "message-group", messageGroup, "goes with FIFO topics only, whose names end in " + FIFO + ".");
        }
        if (!isFifo && !deduplicationId.isEmpty()) {
            violations.add(
                    "deduplication-id.1",
                    deduplicationId.get(0),
                    "goes with FIFO topics only, whose names end in " + FIFO + ".");
        }
    }

    /** Builds an {@link SnsSinkSpec}. */
    public static final class Builder {
        private String topicArn;
        private String subject;
        private String message;
        private NamedValues<String> attributes = NamedValues.none();
        private String messageGroup;
        private final List<String> deduplicationId = new ArrayList<>();

        private Builder() {}

        /** Sets the topic's ARN. Required. */
        public Builder topicArn(String arn) {
            this.topicArn = arn;
            return this;
        }

        /** Sets the {@link TextTemplate} of the subject that e-mails have, up to 100 characters. Default: none. */
        public Builder subject(String template) {
            this.subject = template;
            return this;
        }

        /** Sets the {@link TextTemplate} of the message. Default: the record as JSON. */
        public Builder message(String template) {
            this.message = template;
            return this;
        }

        /**
         * Adds a message attribute, which subscriptions can filter by: a number of type {@code Number}, everything else
         * of type {@code String}. A field that is missing, null or empty gives none. Up to {@link #MAX_ATTRIBUTES};
         * default: none.
         */
        public Builder attribute(String name, String field) {
            this.attributes = attributes.with(name, field);
            return this;
        }

        /**
         * Sets the path of the field that holds the message group, up to 128 characters of printable ASCII. Required
         * for a FIFO topic, which keeps the order within a group of the records of one shard or partition; behind a
         * {@code deduplicate} only at parallelism 1, or if the group is what is deduplicated by.
         */
        public Builder messageGroup(String field) {
            this.messageGroup = field;
            return this;
        }

        /**
         * Sets the paths of the fields that tell one message of a FIFO topic from another. Default: none, and the
         * record's place in the source tells it.
         */
        public Builder deduplicationId(String... fields) {
            this.deduplicationId.clear();
            Collections.addAll(this.deduplicationId, Arguments.given("fields", fields));
            return this;
        }

        /** Returns the sink. Its settings are checked with the pipeline that it is part of. */
        public SnsSinkSpec build() {
            return new SnsSinkSpec(this);
        }
    }
}
