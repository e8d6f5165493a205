package io.github.managedflink.model.sink;

import io.github.managedflink.model.format.GlueSchema;
import io.github.managedflink.model.format.MessageFormat;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.msk.MskNames;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Writes records to a topic of an MSK cluster or of any other Kafka cluster, as JSON unless another format is chosen.
 *
 * <p>Delivery: <b>exactly once</b> by default, in transactions that are committed with each checkpoint. Consumers must
 * read with {@code isolation.level=read_committed}, and see a record when the checkpoint after it is complete. Or <b>at
 * least once</b>: consumers see a record at once, and some again after a restart.
 *
 * <p>A record that is larger than {@link #maxRecordBytes}, or that has no value in a key field, becomes a dead letter.
 *
 * @see <a href="https://kafka.apache.org/34/documentation.html#producerconfigs">Producer settings of Kafka</a>
 */
public final class MskSinkSpec extends PipelineSinkSpec {
    static final String TYPE = "msk";

    /**
     * How long a transaction may stay open when nothing is said: 15 minutes, the most that a broker allows unless its
     * {@code transaction.max.timeout.ms} is changed.
     */
    public static final Duration DEFAULT_TRANSACTION_TIMEOUT = Duration.ofMinutes(15);
    /**
     * The largest record when nothing is said: 1 MiB, which any topic takes unless its {@code max.message.bytes} is
     * lowered.
     */
    public static final int DEFAULT_MAX_RECORD_BYTES = 1_048_576;

    private static final Duration LEAST_TRANSACTION_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration RESTART = Duration.ofMinutes(1);
    private static final int LEAST_MAX_RECORD_BYTES = 1_024;
    /** What MSK Serverless takes. */
    private static final int MOST_MAX_RECORD_BYTES = 8 * 1_048_576;

    /** How batches of records are compressed. */
    public enum Compression {
        /** Not at all. */
        NONE,
        /** gzip: small, slow to write. */
        GZIP,
        /** Snappy: fast. */
        SNAPPY,
        /** LZ4: fast. */
        LZ4,
        /** Zstandard: small. */
        ZSTD
    }

    private final String bootstrapServers;
    private final String topic;
    private final List<String> keys;
    private final DeliveryGuarantee guarantee;
    private final String transactionalIdPrefix;
    private final Duration transactionTimeout;
    private final Compression compression;
    private final Integer maxRecordBytes;
    private final MskAuthentication authentication;
    private final MessageFormat format;

    private MskSinkSpec(Builder builder) {
        this.bootstrapServers = builder.bootstrapServers;
        this.topic = builder.topic;
        this.keys = Collections.unmodifiableList(new ArrayList<>(builder.keys));
        this.guarantee = builder.guarantee;
        this.transactionalIdPrefix = builder.transactionalIdPrefix;
        this.transactionTimeout = builder.transactionTimeout;
        this.compression = builder.compression;
        this.maxRecordBytes = builder.maxRecordBytes;
        this.authentication = builder.authentication;
        this.format = builder.format;
    }

    /** Returns a sink that writes exactly once and authenticates by IAM. */
    public static Builder builder() {
        return new Builder();
    }

    /** Reads what was written. */
    public static MskSinkSpec read(SettingsReader settings) {
        Builder builder = builder()
                .bootstrapServers(settings.text("brokers"))
                .topic(settings.text("topic"))
                .keyBy(settings.texts("key").toArray(new String[0]))
                .compression(settings.word("compression", Compression.class))
                .authentication(MskAuthentication.read(settings.at("auth")))
                .format(MessageFormat.read(settings.at("format")));
        builder.guarantee = settings.word("guarantee", DeliveryGuarantee.class);
        builder.transactionalIdPrefix = settings.text("transaction.id-prefix");
        builder.transactionTimeout = settings.duration("transaction.timeout");
        builder.maxRecordBytes = settings.integer("max-record-bytes");
        return builder.build();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean mayBeRefused() {
        return false;
    }

    @Override
    public DeliveryGuarantee guarantee() {
        return guarantee;
    }

    /** Returns the brokers to ask first: {@code host:port}, with commas between. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Returns the topic. */
    public String topic() {
        return topic;
    }

    /** Returns the paths of the fields that make the key; empty if records have no key. */
    public List<String> keys() {
        return keys;
    }

    /** Returns what the names of the sink's transactions begin with; null if it writes at least once. */
    public String transactionalIdPrefix() {
        return transactionalIdPrefix;
    }

    /** Returns how long a transaction may stay open; null if the sink writes at least once. */
    public Duration transactionTimeout() {
        return transactionTimeout;
    }

    /** Returns how batches of records are compressed. */
    public Compression compression() {
        return compression;
    }

    /** Returns the largest record in bytes, with its key and what Kafka adds, before compression. */
    public int maxRecordBytes() {
        return maxRecordBytes;
    }

    /** Returns how the job proves who it is. */
    public MskAuthentication authentication() {
        return authentication;
    }

    /** Returns what a record becomes. */
    public MessageFormat format() {
        return format;
    }

    @Override
    public Optional<GlueSchema> registeredSchema() {
        return format.schema();
    }

    /** Returns what a transaction's timeout leaves when a restart takes a minute. */
    @Override
    public Optional<Duration> longestCheckpointInterval() {
        return Optional.ofNullable(transactionTimeout).map(timeout -> timeout.minus(RESTART));
    }

    @Override
    public boolean mixesShardsOf(PipelineSourceSpec source) {
        return !keys.isEmpty();
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", TYPE)
                .put("brokers", bootstrapServers)
                .put("topic", topic)
                .put("key", keys)
                .put("guarantee", guarantee)
                .put("transaction.id-prefix", transactionalIdPrefix)
                .put("transaction.timeout", transactionTimeout)
                .put("compression", compression)
                .put("max-record-bytes", maxRecordBytes)
                .put("auth", authentication)
                .put("format", format);
    }

    @Override
    public void check(Violations violations, RecordShape finished) {
        MskNames.checkBrokers(violations, "brokers", bootstrapServers);
        format.check(violations.at("format"), finished);
        MskNames.checkTopic(violations, "topic", topic);
        int number = 0;
        for (String key : keys) {
            FieldPath.check(violations, "key." + ++number, key, finished);
        }
        if (violations.require("guarantee", guarantee)) {
            checkGuarantee(violations);
        }
        violations.require("compression", compression);
        if (violations.require("max-record-bytes", maxRecordBytes)) {
            violations.range("max-record-bytes", maxRecordBytes, LEAST_MAX_RECORD_BYTES, MOST_MAX_RECORD_BYTES);
        }
        if (violations.require("auth", authentication)) {
            authentication.check(violations.at("auth"));
        }
    }

    private void checkGuarantee(Violations violations) {
        switch (guarantee) {
            case EXACTLY_ONCE:
                MskNames.checkId(violations, "transaction.id-prefix", transactionalIdPrefix);
                checkTransactionTimeout(violations);
                break;
            case AT_LEAST_ONCE:
                refuse(violations, "transaction.id-prefix", transactionalIdPrefix);
                refuse(violations, "transaction.timeout", transactionTimeout);
                break;
            default:
                violations.add("guarantee", guarantee, "is not what Kafka offers; use exactly-once or at-least-once.");
        }
    }

    private void checkTransactionTimeout(Violations violations) {
        if (violations.require("transaction.timeout", transactionTimeout)
                && (transactionTimeout.compareTo(LEAST_TRANSACTION_TIMEOUT) < 0
                        || transactionTimeout.compareTo(DEFAULT_TRANSACTION_TIMEOUT) > 0)) {
            violations.add(
                    "transaction.timeout",
                    transactionTimeout,
                    "must be between " + LEAST_TRANSACTION_TIMEOUT + " and " + DEFAULT_TRANSACTION_TIMEOUT
                            + ": a broker gives up a transaction after this time, with all records in it, and refuses"
                            + " one that asks for more than its own limit.");
        }
    }

    private static void refuse(Violations violations, String setting, Object value) {
        if (value != null) {
            violations.add(setting, value, "has no use at-least-once, which has no transactions. Leave it out.");
        }
    }

    /** Builds an {@link MskSinkSpec}. */
    public static final class Builder {
        private String bootstrapServers;
        private String topic;
        private final List<String> keys = new ArrayList<>();
        private DeliveryGuarantee guarantee = DeliveryGuarantee.EXACTLY_ONCE;
        private String transactionalIdPrefix;
        private Duration transactionTimeout = DEFAULT_TRANSACTION_TIMEOUT;
        private Compression compression = Compression.LZ4;
        private Integer maxRecordBytes = DEFAULT_MAX_RECORD_BYTES;
        private MskAuthentication authentication = MskAuthentication.iam();
        private MessageFormat format = MessageFormat.json();

        private Builder() {}

        /** Sets the brokers to ask first: {@code host:port}, with commas between. Required. */
        public Builder bootstrapServers(String brokers) {
            this.bootstrapServers = brokers;
            return this;
        }

        /** Sets the topic, of 1 to 249 letters, digits, dots, underscores or hyphens. It must exist. Required. */
        public Builder topic(String name) {
            this.topic = name;
            return this;
        }

        /**
         * Adds fields of the finished record that make its key, by which Kafka chooses the partition. The key of one
         * field is its value as text; that of several is a JSON array of their values. Default: no key, and all records
         * of a partition, or shard, of the source go to one partition, in their order: to that of the same number,
         * modulo the number of partitions that the topic has when the job starts. Other records, such as those of a
         * leaderboard, are spread over the partitions.
         */
        public Builder keyBy(String... fields) {
            Collections.addAll(keys, Arguments.given("fields", fields));
            return this;
        }

        /**
         * Writes exactly once. This is the default, for which a prefix is required.
         *
         * @param prefix what the names of the transactions begin with, 1 to 200 letters, digits, dots, underscores or
         *     hyphens; no other job and no other sink of the cluster may use it, and it must stay the same as long as
         *     the job keeps its state
         */
        public Builder exactlyOnce(String prefix) {
            this.guarantee = DeliveryGuarantee.EXACTLY_ONCE;
            this.transactionalIdPrefix = prefix;
            return this;
        }

        /** Writes at least once, without transactions. */
        public Builder atLeastOnce() {
            this.guarantee = DeliveryGuarantee.AT_LEAST_ONCE;
            this.transactionalIdPrefix = null;
            this.transactionTimeout = null;
            return this;
        }

        /**
         * Sets how long a transaction may stay open, two minutes to {@link MskSinkSpec#DEFAULT_TRANSACTION_TIMEOUT},
         * which is the default. It must be longer than the time from one checkpoint to the next and a restart of the
         * job together, or records are lost: the broker gives up what the job has promised to commit.
         */
        public Builder transactionTimeout(Duration timeout) {
            this.transactionTimeout = timeout;
            return this;
        }

        /** Sets how batches of records are compressed. Default: LZ4. */
        public Builder compression(Compression codec) {
            this.compression = codec;
            return this;
        }

        /**
         * Sets the largest record in bytes, with its key and what Kafka adds, before compression: 1,024 to 8,388,608.
         * The topic's {@code max.message.bytes} must not be smaller. Default: {@link MskSinkSpec
         * #DEFAULT_MAX_RECORD_BYTES}.
         */
        public Builder maxRecordBytes(int bytes) {
            this.maxRecordBytes = bytes;
            return this;
        }

        /** Sets how the job proves who it is. Default: IAM. */
        public Builder authentication(MskAuthentication how) {
            this.authentication = how;
            return this;
        }

        /** Sets what a record becomes. Default: JSON. */
        public Builder format(MessageFormat messages) {
            this.format = messages;
            return this;
        }

        /** Returns the sink. Its settings are checked with the pipeline that it is part of. */
        public MskSinkSpec build() {
            return new MskSinkSpec(this);
        }
    }
}
