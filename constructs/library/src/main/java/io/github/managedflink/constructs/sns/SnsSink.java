package io.github.managedflink.constructs.sns;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.SnsSinkSpec;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.services.sns.ITopic;

/**
 * Publishes records to an SNS topic, at least once. The job may {@code sns:Publish} to the topic and, where it is
 * encrypted with a key of yours, {@code kms:GenerateDataKey} and {@code kms:Decrypt} with that. A value: each
 * {@code with} method returns a changed copy, and copies share their topic.
 *
 * @see SnsSinkSpec
 */
public final class SnsSink implements PipelineSink {
    private final SnsTopic topic;
    private final UnaryOperator<SnsSinkSpec.Builder> messages;

    private SnsSink(SnsTopic topic, UnaryOperator<SnsSinkSpec.Builder> messages) {
        this.topic = topic;
        this.messages = messages;
    }

    /** Returns a sink of JSON messages to this topic, which other sinks may share. */
    public static SnsSink in(SnsTopic topic) {
        return new SnsSink(Objects.requireNonNullElseGet(topic, () -> SnsTopic.of(null)), UnaryOperator.identity());
    }

    /** Returns a sink of JSON messages to a new standard topic. */
    public static SnsSink newTopic() {
        return in(SnsTopic.newTopic());
    }

    /**
     * Returns a sink of JSON messages to a new standard topic with this construct id, for a pipeline with more than
     * one.
     */
    public static SnsSink newTopic(String id) {
        return in(SnsTopic.newTopic(id));
    }

    /** Returns a sink of JSON messages to a topic that exists, standard or FIFO. */
    public static SnsSink of(ITopic topic) {
        return in(SnsTopic.of(topic));
    }

    /** Sets the template of the subject that e-mails have, up to 100 characters of ASCII. Default: none. */
    public SnsSink withSubject(String template) {
        return with(builder -> builder.subject(template));
    }

    /** Sets the template of the message. Default: the record as JSON. */
    public SnsSink withMessage(String template) {
        return with(builder -> builder.message(template));
    }

    /** Adds a message attribute with the value of a field, up to {@value SnsSinkSpec#MAX_ATTRIBUTES}. Default: none. */
    public SnsSink withAttribute(String name, String field) {
        return with(builder -> builder.attribute(name, field));
    }

    /** Sets the field that holds the message group. Required for a FIFO topic. */
    public SnsSink withMessageGroup(String field) {
        return with(builder -> builder.messageGroup(field));
    }

    /**
     * Sets the fields that tell one message of a FIFO topic from another. Default: the record's place in the source
     * tells it.
     */
    public SnsSink withDeduplicationId(String... fields) {
        String[] paths = Arguments.given("fields", fields).clone();
        return with(builder -> builder.deduplicationId(paths));
    }

    private SnsSink with(UnaryOperator<SnsSinkSpec.Builder> setting) {
        return new SnsSink(topic, builder -> setting.apply(messages.apply(builder)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>E-mails tell state and rule in the subject, and in words what has happened; subscriptions can filter by the
     * attributes {@code id}, {@code kind}, {@code monitor}, {@code rule}, {@code group}, {@code state} and
     * {@code previous_state}. A FIFO topic keeps the order within a rule and leaves out what comes twice.
     * {@code withMessage(null)} publishes the alert event as JSON instead.
     */
    @Override
    public SnsSink forAlerts(String monitor) {
        boolean isFifo = topic.isFifo();
        return new SnsSink(topic, builder -> messages.apply(AlertMessage.describe(builder, isFifo)));
    }

    @Override
    public void check(Violations violations) {
        topic.check(violations);
    }

    @Override
    public List<SharedResource> resources() {
        return List.of(topic);
    }

    @Override
    public SnsSinkSpec plan(String name) {
        return spec(topic.plannedArn());
    }

    @Override
    public SnsSinkConfig bind(String name, BindingContext context) {
        ITopic bound = topic.bind(context);
        return new SnsSinkConfig(bound, topic.publishersKey(), spec(bound.getTopicArn()), topic.output(bound));
    }

    private SnsSinkSpec spec(String arn) {
        return messages.apply(SnsSinkSpec.builder().topicArn(arn)).build();
    }
}
