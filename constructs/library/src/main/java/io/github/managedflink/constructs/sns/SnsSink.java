package io.github.managedflink.constructs.sns;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.constructs.internal.resource.SinkResource;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.SnsSinkSpec;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.services.kms.Alias;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;

/**
 * Publishes records to an SNS topic, at least once. The job may {@code sns:Publish} to the topic and, where it is encrypted with a key
 * of yours, {@code kms:GenerateDataKey} and {@code kms:Decrypt} with that. A value: each method gives a changed copy; copies that differ
 * in the messages alone share their topic.
 *
 * @see SnsSinkSpec
 */
public final class SnsSink implements PipelineSink {
    private static final String KIND = "Topic";
    private static final String KEY = "Key";
    private static final String KEY_OF_SNS = "alias/aws/sns";

    private final SinkResource<ITopic> topic;
    private final UnaryOperator<SnsSinkSpec.Builder> messages;

    private SnsSink(SinkResource<ITopic> topic, UnaryOperator<SnsSinkSpec.Builder> messages) {
        this.topic = topic;
        this.messages = messages;
    }

    /** A new standard topic: encrypted with the key that AWS manages for SNS, published to over TLS only. */
    public static SnsSink newTopic() {
        return newTopic(KIND);
    }

    /** A new standard topic with this construct id, for a pipeline with more than one. */
    public static SnsSink newTopic(String id) {
        return new SnsSink(SinkResource.created(KIND, id, KEY), UnaryOperator.identity());
    }

    /** A topic that exists, standard or FIFO. */
    public static SnsSink of(ITopic topic) {
        return new SnsSink(SinkResource.existing(KIND, topic), UnaryOperator.identity());
    }

    /** The template of the subject that e-mails have, up to 100 characters of ASCII. Default: none. */
    public SnsSink subject(String template) {
        return with(builder -> builder.subject(template));
    }

    /** The template of the message. Default: the record as JSON. */
    public SnsSink message(String template) {
        return with(builder -> builder.message(template));
    }

    /** Adds a message attribute with the value of a field, up to {@value SnsSinkSpec#MAX_ATTRIBUTES}. Default: none. */
    public SnsSink attribute(String name, String field) {
        return with(builder -> builder.attribute(name, field));
    }

    /** The field that holds the message group. Required for a FIFO topic. */
    public SnsSink messageGroup(String field) {
        return with(builder -> builder.messageGroup(field));
    }

    /** The fields that tell one message of a FIFO topic from another. Default: the record's place in the source tells it. */
    public SnsSink deduplicationId(String... fields) {
        String[] paths = Arguments.given("fields", fields).clone();
        return with(builder -> builder.deduplicationId(paths));
    }

    /** Your own key for a new topic. Default: the key that AWS manages for SNS. */
    public SnsSink encryptionKey(IKey key) {
        return new SnsSink(topic.encryptionKey(key), messages);
    }

    private SnsSink with(UnaryOperator<SnsSinkSpec.Builder> setting) {
        return new SnsSink(topic, builder -> setting.apply(messages.apply(builder)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>E-mails tell state and rule in the subject, and in words what has happened; subscriptions can filter by the attributes {@code id}, {@code kind}, {@code monitor}, {@code rule}, {@code group},
     * {@code state} and {@code previous_state}. A FIFO topic keeps the order within a rule and leaves out what comes twice. {@code message(null)} publishes the alert event as JSON instead.
     */
    @Override
    public SnsSink forAlerts(String monitor) {
        boolean isFifo = topic.existing()
                .filter(given -> Boolean.TRUE.equals(given.getFifo()))
                .isPresent();
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
        return spec(topic.existing().map(ITopic::getTopicArn).orElseGet(() -> Unresolved.text("TopicArn")));
    }

    @Override
    public SnsSinkConfig bind(String name, BindingContext context) {
        ITopic bound = topic.bind(context, ITopic.class, () -> create(context));
        // The policy of the key that AWS manages lets everybody in who may publish.
        IKey key = topic.existing().map(ITopic::getMasterKey).orElseGet(topic::encryptionKey);
        return new SnsSinkConfig(bound, key, spec(bound.getTopicArn()), topic.output(bound.getTopicName()));
    }

    private SnsSinkSpec spec(String arn) {
        return messages.apply(SnsSinkSpec.builder().topicArn(arn)).build();
    }

    private Topic create(BindingContext context) {
        IKey key = topic.encryptionKey();
        return Topic.Builder.create(context.scope(), topic.id())
                .enforceSsl(true)
                .masterKey(key == null ? Alias.fromAliasName(context.scope(), topic.id() + KEY, KEY_OF_SNS) : key)
                .build();
    }
}
