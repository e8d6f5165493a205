package io.github.managedflink.constructs.sns;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.NewOrExisting;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.Alias;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * An SNS topic, a new one or one that exists, that sinks of a pipeline may share: sinks that are given the same value
 * publish to the same topic. A value: each {@code with} method returns a changed copy, which is another topic.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html">FIFO topics</a>
 */
public final class SnsTopic implements SharedResource {
    private static final String KIND = "Topic";
    private static final String KEY = "Key";
    private static final String KEY_OF_SNS = "alias/aws/sns";
    private static final String FIFO = ".fifo";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,256}");
    private static final Pattern FIFO_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,251}(\\.fifo)?");

    /** Stands for the ARN of a new topic: its end tells the kind of topic, which decides what messages need. */
    private static final String PLANNED_ARN = "arn:aws:sns:us-east-1:111122223333:topic";

    private final NewOrExisting<ITopic> topic;
    private final Setting<String> topicName;
    private final boolean fifo;

    private SnsTopic(NewOrExisting<ITopic> topic, Setting<String> topicName, boolean fifo) {
        this.topic = topic;
        this.topicName = topicName;
        this.fifo = fifo;
    }

    /** Returns a new standard topic: encrypted with the key that AWS manages for SNS, published to over TLS only. */
    public static SnsTopic newTopic() {
        return newTopic(KIND);
    }

    /** Returns a new standard topic with this construct id, for a pipeline with more than one. */
    public static SnsTopic newTopic(String id) {
        return new SnsTopic(NewOrExisting.created(KIND, id, KEY), Setting.nothing(), false);
    }

    /** Returns a topic that exists, standard or FIFO. */
    public static SnsTopic of(ITopic topic) {
        return new SnsTopic(NewOrExisting.existing(KIND, topic), Setting.nothing(), false);
    }

    /**
     * Sets the name of a new topic: 1 to 256 letters, digits, hyphens and underscores. The name of a FIFO topic ends in
     * {@code .fifo}, which is added where it is missing. Default: chosen at deployment.
     */
    public SnsTopic withTopicName(String name) {
        return new SnsTopic(topic, Setting.of(name), fifo);
    }

    /** Makes a new topic a FIFO topic, whose sinks need {@link SnsSink#withMessageGroup}. Default: a standard topic. */
    public SnsTopic withFifo() {
        return new SnsTopic(topic, topicName, true);
    }

    /** Sets your own key for a new topic. Default: the key that AWS manages for SNS. */
    public SnsTopic withEncryptionKey(IKey key) {
        return new SnsTopic(topic.withEncryptionKey(key), topicName, fifo);
    }

    /** Sets what becomes of a new topic when it leaves the stack. Default: it is deleted. */
    public SnsTopic withRemovalPolicy(RemovalPolicy policy) {
        return new SnsTopic(topic.withRemovalPolicy(policy), topicName, fifo);
    }

    @Override
    public List<String> constructIds() {
        return topic.constructIds();
    }

    boolean isFifo() {
        return fifo
                || topic.existing()
                        .filter(given -> Boolean.TRUE.equals(given.getFifo()))
                        .isPresent();
    }

    void check(Violations violations) {
        topic.check(violations);
        Violations at = violations.at("topic");
        topic.checkOption("topicName", topicName, at);
        topic.checkOption("fifo", fifo ? Setting.of(true) : Setting.nothing(), at);
        if (topic.isNew()) {
            at.matches(
                    "topicName",
                    topicName.value(),
                    fifo ? FIFO_NAME : NAME,
                    "must have 1 to 256 letters, digits, hyphens or underscores"
                            + (fifo
                                    ? ", with the " + FIFO + " at its end."
                                    : "; only that of a FIFO topic ends in " + FIFO + "."));
        }
    }

    String plannedArn() {
        return topic.existing().map(ITopic::getTopicArn).orElse(fifo ? PLANNED_ARN + FIFO : PLANNED_ARN);
    }

    ITopic bind(BindingContext context) {
        return topic.existing().orElseGet(() -> context.shared(this, ITopic.class, () -> create(context.scope())));
    }

    /**
     * Returns the key that its publishers use; null for that of AWS, whose policy lets everybody in who may publish.
     */
    IKey publishersKey() {
        return topic.existing().map(ITopic::getMasterKey).orElseGet(topic::encryptionKey);
    }

    Map<String, String> output(ITopic bound) {
        return topic.output(bound.getTopicName());
    }

    private ITopic create(Construct scope) {
        IKey key = topic.encryptionKey();
        Topic created = Topic.Builder.create(scope, topic.id())
                .topicName(topicName.value())
                .fifo(fifo ? true : null)
                .enforceSsl(true)
                .masterKey(key == null ? Alias.fromAliasName(scope, topic.id() + KEY, KEY_OF_SNS) : key)
                .build();
        topic.removalPolicy().ifPresent(created::applyRemovalPolicy);
        return created;
    }
}
