package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.model.format.MessageFormat;
import io.github.managedflink.model.kpi.AlertEvent;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.MskSinkSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/**
 * Writes records to a topic of an MSK cluster or of any other Kafka cluster, exactly once unless told otherwise. A
 * value: each {@code with} method returns a changed copy, and copies share their cluster.
 *
 * <p>Permissions with IAM (MSK documents {@code WriteDataIdempotently} for all producers that number their batches, as
 * this one does; Kafka's own authorizer asks it only of those without transactions): {@code kafka-cluster:Connect} and
 * {@code WriteDataIdempotently} on the cluster, {@code DescribeTopic} and {@code WriteData} on the topic, and to write
 * exactly once {@code DescribeTransactionalId} and {@code AlterTransactionalId} on the sink's own transactional ids.
 * With SCRAM and mutual TLS: {@code secretsmanager:GetSecretValue} on the secret, and {@code kms:Decrypt} on its key.
 *
 * @see MskSinkSpec
 */
public final class MskSink implements PipelineSink {
    /** Versions before 3.8. */
    private static final Pattern WITHOUT_MARKERS = Pattern.compile("([0-2]\\.[0-9]+|3\\.[0-7])\\..*");

    private final MskMembership transactions;
    private final String topic;
    private final boolean exactlyOnce;
    private final UnaryOperator<MskSinkSpec.Builder> settings;

    private MskSink(
            MskMembership transactions,
            String topic,
            boolean exactlyOnce,
            UnaryOperator<MskSinkSpec.Builder> settings) {
        this.transactions = transactions;
        this.topic = topic;
        this.exactlyOnce = exactlyOnce;
        this.settings = settings;
    }

    /** Writes to this topic, exactly once. */
    public static MskSink of(MskCluster cluster, String topic) {
        return new MskSink(
                new MskMembership(cluster, "transactionalIdPrefix", Setting.nothing()),
                topic,
                true,
                UnaryOperator.identity());
    }

    /**
     * Sets the fields of the finished record that make its key. Default: no key, and records stay with those of their
     * partition or shard.
     *
     * @see MskSinkSpec.Builder#keyBy
     */
    public MskSink withKey(String... fields) {
        String[] paths = Arguments.given("fields", fields).clone();
        return with(sink -> sink.keyBy(paths));
    }

    /**
     * Writes exactly once, which is the default, in transactions whose names begin with {@code prefix}. Default: made
     * of the names of stack, pipeline and sink.
     *
     * @see MskSinkSpec.Builder#exactlyOnce
     */
    public MskSink withExactlyOnce(String prefix) {
        return new MskSink(transactions.withName(Setting.of(prefix)), topic, true, settings);
    }

    /** Writes at least once, without transactions: records are seen at once, and some again after a restart. */
    public MskSink withAtLeastOnce() {
        return new MskSink(transactions.withName(Setting.nothing()), topic, false, settings);
    }

    /**
     * Sets how long a transaction may stay open, two minutes to 15. Default: 15 minutes.
     *
     * @see MskSinkSpec.Builder#transactionTimeout
     */
    public MskSink withTransactionTimeout(Duration timeout) {
        return with(sink -> sink.transactionTimeout(timeout));
    }

    /** Sets what a record becomes. Default: JSON. */
    public MskSink withFormat(MessageFormat message) {
        return with(sink -> sink.format(message));
    }

    /** Sets how batches of records are compressed. Default: LZ4. */
    public MskSink withCompression(MskSinkSpec.Compression codec) {
        return with(sink -> sink.compression(codec));
    }

    /**
     * Sets the largest record in bytes; a larger one becomes a dead letter. Default: 1 MiB.
     *
     * @see MskSinkSpec.Builder#maxRecordBytes
     */
    public MskSink withMaxRecordBytes(int bytes) {
        return with(sink -> sink.maxRecordBytes(bytes));
    }

    private MskSink with(UnaryOperator<MskSinkSpec.Builder> setting) {
        return new MskSink(transactions, topic, exactlyOnce, sink -> setting.apply(settings.apply(sink)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Rule and group make the key, so that their events stay in their order, and compaction keeps the last one.
     */
    @Override
    public MskSink forAlerts(String monitor) {
        boolean hasKey = !settings.apply(MskSinkSpec.builder()).build().keys().isEmpty();
        return hasKey ? this : withKey(AlertEvent.RULE, AlertEvent.GROUP);
    }

    @Override
    public void check(Violations violations) {
        transactions.check(violations);
    }

    @Override
    public List<SharedResource> resources() {
        return transactions.resources();
    }

    @Override
    public Optional<IVpc> vpc() {
        return transactions.vpc();
    }

    @Override
    public boolean needsVpc() {
        return transactions.needsVpc();
    }

    @Override
    public MskSinkSpec plan(String name) {
        return transactions.plan(this::spec);
    }

    @Override
    public MskSinkConfig bind(String name, BindingContext context) {
        MskClusterConfig bound = transactions.cluster().bind(context);
        if (exactlyOnce && bound.underIam().isPresent()) {
            transactions
                    .cluster()
                    .knownKafkaVersion()
                    .ifPresent(version -> warnOfHungTransactions(version, context.scope()));
        }
        return new MskSinkConfig(bound, transactions.in(bound, context, name, this::spec));
    }

    /**
     * The job itself ends the transactions that it left open, by their ids. One whose id is not used again is ended by
     * an operator.
     *
     * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html">WriteTxnMarkers</a>
     */
    private static void warnOfHungTransactions(String kafkaVersion, Construct scope) {
        if (WITHOUT_MARKERS.matcher(kafkaVersion).matches()) {
            Annotations.of(scope)
                    .addWarningV2(
                            "managed-flink:hungTransactions",
                            "kafkaVersion = \"" + kafkaVersion
                                    + "\" cannot end a hung transaction for a client with IAM, which"
                                    + " takes 3.8: readers of committed records wait until it times out. Use"
                                    + " Kafka 3.8 or later, or withAtLeastOnce().");
        }
    }

    private MskSinkSpec spec(String brokers, MskAuthentication authentication, String prefix) {
        MskSinkSpec.Builder sink =
                MskSinkSpec.builder().bootstrapServers(brokers).topic(topic).authentication(authentication);
        return settings.apply(exactlyOnce ? sink.exactlyOnce(prefix) : sink.atLeastOnce())
                .build();
    }
}
