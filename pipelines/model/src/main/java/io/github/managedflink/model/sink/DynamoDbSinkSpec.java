package io.github.managedflink.model.sink;

import dev.cel.common.types.CelKind;
import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Puts records into a DynamoDB table as items, effectively once: an item that is put again replaces itself. Of the
 * records of one key that come one after the other from one shard or partition, the last one stays, whatever the steps
 * and the parallelism: behind a {@code deduplicate} the job leaves out what a newer record of its key has overtaken
 * (metric {@code recordsSuperseded}).
 *
 * <p>Objects become maps and lists lists, numbers {@code N}, timestamps texts in ISO-8601. A field that is null is left
 * out, as a {@code NULL} would not go into an index; a null in a list is {@code NULL}. Goes to the dead letters: a
 * record without its key; a number of more than 38 significant digits or beyond ±9.99E+125; an item of more than 400
 * KB; and what the table itself refuses, such as a value of another type than an index has.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Data
 *     types in DynamoDB</a>
 */
public final class DynamoDbSinkSpec extends PipelineSinkSpec {
    static final String TYPE = "dynamodb";

    private static final Pattern TABLE_ARN =
            Pattern.compile("arn:[a-z0-9-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[a-zA-Z0-9_.-]{3,255}");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final String tableArn;
    private final DynamoDbKey partitionKey;
    private final DynamoDbKey sortKey;
    private final String ttlAttribute;
    private final String ttlField;
    private final Duration ttlAfter;
    private final String version;
    private final String deleteCondition;

    private DynamoDbSinkSpec(Builder builder) {
        this.tableArn = builder.tableArn;
        this.partitionKey = builder.partitionKey;
        this.sortKey = builder.sortKey;
        this.ttlAttribute = builder.ttlAttribute;
        this.ttlField = builder.ttlField;
        this.ttlAfter = builder.ttlAfter;
        this.version = builder.version;
        this.deleteCondition = builder.deleteCondition;
    }

    /** Returns a sink of items that stay. */
    public static Builder builder() {
        return new Builder();
    }

    /** Reads what was written. */
    public static DynamoDbSinkSpec read(SettingsReader settings) {
        Builder builder = builder()
                .tableArn(settings.text("table.arn"))
                .partitionKey(DynamoDbKey.read(settings, "partition-key"))
                .sortKey(DynamoDbKey.read(settings, "sort-key"))
                .version(settings.text("version"))
                .deleteWhen(settings.text("delete-when"));
        builder.ttlAttribute = settings.text("ttl.attribute");
        builder.ttlField = settings.text("ttl.field");
        builder.ttlAfter = settings.duration("ttl.after");
        return builder.build();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DeliveryGuarantee guarantee() {
        return DeliveryGuarantee.EFFECTIVELY_ONCE;
    }

    /** Returns the table's ARN. */
    public String tableArn() {
        return tableArn;
    }

    /** Returns the partition key. */
    public DynamoDbKey partitionKey() {
        return partitionKey;
    }

    /** Returns the sort key; null if the table has none. */
    public DynamoDbKey sortKey() {
        return sortKey;
    }

    /** Returns the attribute that holds when an item expires, in seconds since the epoch; null if items stay. */
    public String ttlAttribute() {
        return ttlAttribute;
    }

    /** Returns the field from whose moment an item's life is counted; null for the event time. */
    public String ttlField() {
        return ttlField;
    }

    /** Returns how long after its moment an item expires; null if items stay. */
    public Duration ttlAfter() {
        return ttlAfter;
    }

    /** Returns the top-level field, and attribute, with the version of an item; null if what comes last stays. */
    public String version() {
        return version;
    }

    /** Returns the CEL expression of the records that delete their item; null if none does. */
    public String deleteCondition() {
        return deleteCondition;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", type())
                .put("table.arn", tableArn)
                .put("partition-key", partitionKey)
                .put("sort-key", sortKey)
                .put("ttl.attribute", ttlAttribute)
                .put("ttl.field", ttlField)
                .put("ttl.after", ttlAfter)
                .put("version", version)
                .put("delete-when", deleteCondition);
    }

    @Override
    public void check(Violations violations, RecordShape finished) {
        violations.require("table.arn", tableArn);
        violations.matches(
                "table.arn",
                tableArn,
                TABLE_ARN,
                "is no ARN of a DynamoDB table; write one such as"
                        + " arn:aws:dynamodb:eu-west-1:111122223333:table/orders.");
        if (violations.require("partition-key", partitionKey)) {
            partitionKey.check(violations.at("partition-key"), finished);
        }
        if (sortKey != null) {
            sortKey.check(violations.at("sort-key"), finished);
        }
        if (sortKey != null && partitionKey != null && isSame(sortKey.attribute(), partitionKey.attribute())) {
            violations.add("sort-key.attribute", sortKey.attribute(), "is the partition key already.");
        }
        if (ttlAttribute != null || ttlField != null || ttlAfter != null) {
            checkTimeToLive(violations, finished);
        }
        if (version != null) {
            checkVersion(violations, finished);
        }
        if (deleteCondition != null) {
            CelExpression.checkCondition(violations, "delete-when", deleteCondition, finished);
        }
    }

    private void checkVersion(Violations violations, RecordShape finished) {
        RecordVersion.check(violations, "version", version, finished, CelKind.INT, CelKind.DOUBLE);
        if (isKey(version) || version.equals(ttlAttribute)) {
            violations.add("version", version, "is a key already, or the time at which items expire.");
        }
    }

    private void checkTimeToLive(Violations violations, RecordShape finished) {
        if (violations.require("ttl.attribute", ttlAttribute) && isKey(ttlAttribute)) {
            violations.add("ttl.attribute", ttlAttribute, "is a key already.");
        }
        EventTime.checkDuration(violations, "ttl.after", ttlAfter, Duration.ZERO, LONGEST);
        if (ttlField != null) {
            FieldPath.check(violations, "ttl.field", ttlField, finished);
            if (!finished.mayBe(ttlField, CelKind.TIMESTAMP)) {
                violations.add("ttl.field", ttlField, "is no timestamp; make it one with castToTimestamp.");
            }
        }
    }

    private boolean isKey(String attribute) {
        return (partitionKey != null && isSame(attribute, partitionKey.attribute()))
                || (sortKey != null && isSame(attribute, sortKey.attribute()));
    }

    private static boolean isSame(String one, String other) {
        return one != null && one.equals(other);
    }

    /** Builds a {@link DynamoDbSinkSpec}. */
    public static final class Builder {
        private String tableArn;
        private DynamoDbKey partitionKey;
        private DynamoDbKey sortKey;
        private String ttlAttribute;
        private String ttlField;
        private Duration ttlAfter;
        private String version;
        private String deleteCondition;

        private Builder() {}

        /** Sets the table's ARN. Required. */
        public Builder tableArn(String arn) {
            this.tableArn = arn;
            return this;
        }

        /** Sets the table's partition key, a text in the top-level field of that name. A partition key is required. */
        public Builder partitionKey(String attribute) {
            return partitionKey(DynamoDbKey.string(attribute));
        }

        /** Sets the table's partition key. Required. */
        public Builder partitionKey(DynamoDbKey key) {
            this.partitionKey = key;
            return this;
        }

        /** Sets the table's sort key, a text in the top-level field of that name. Default: the table has none. */
        public Builder sortKey(String attribute) {
            return sortKey(DynamoDbKey.string(attribute));
        }

        /** Sets the table's sort key. Default: the table has none. */
        public Builder sortKey(DynamoDbKey key) {
            this.sortKey = key;
            return this;
        }

        /**
         * Items expire at the moment that a field holds. One without that field stays. Default: all stay.
         *
         * @param attribute the attribute that is set, to seconds since the epoch; it takes the place of a field of that
         *     name
         * @param field the path of a field that holds a timestamp (see the step {@code cast})
         */
        public Builder expireAt(String attribute, String field) {
            return timeToLive(attribute, field, Duration.ZERO);
        }

        /** Does as {@link #expireAt} does, but a time after the moment that the field holds. Zero to 100 years. */
        public Builder expireAfter(String attribute, String field, Duration after) {
            return timeToLive(attribute, field, after);
        }

        /** Items expire a time after their event time. Zero to 100 years. Default: they stay. */
        public Builder expireAfter(String attribute, Duration after) {
            return timeToLive(attribute, null, after);
        }

        private Builder timeToLive(String attribute, String field, Duration after) {
            this.ttlAttribute = attribute;
            this.ttlField = field;
            this.ttlAfter = after;
            return this;
        }

        /**
         * Sets the top-level field with the version of a record, a number. A record changes its item only if the item
         * has no higher version, so that an older state never overwrites a newer one, whatever is repeated or comes in
         * another order. A record without a version goes to the dead letters. Default: none; of the records of a key
         * the one that comes last stays.
         *
         * <p>Each record is then a call of its own, {@code PutItem} or {@code DeleteItem}, which costs the same
         * capacity as in a batch. A deleted item leaves no version behind: a write that is older than the deletion and
         * reaches the table after it stays. The sink waits for the answer to each record before it sends the next of
         * the same key, so that this takes a call which it gave up as lost and the service carries out after all.
         *
         * @see <a
         *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">Condition
         *     expressions</a>
         */
        public Builder version(String field) {
            this.version = field;
            return this;
        }

        /**
         * Sets a CEL expression: a record for which it is true deletes the item of its key instead of putting it. One
         * on which it fails goes to the dead letters. Default: none deletes.
         */
        public Builder deleteWhen(String condition) {
            this.deleteCondition = condition;
            return this;
        }

        /** Returns the sink. Its settings are checked with the pipeline that it is part of. */
        public DynamoDbSinkSpec build() {
            return new DynamoDbSinkSpec(this);
        }
    }
}
