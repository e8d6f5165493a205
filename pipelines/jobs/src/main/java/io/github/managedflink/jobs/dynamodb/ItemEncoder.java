package io.github.managedflink.jobs.dynamodb;

import io.github.managedflink.jobs.cel.CelProgram;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.format.Utf8;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.model.sink.DynamoDbKey;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes items of records. */
final class ItemEncoder implements SinkEncoder<DynamoDbEntry> {
    private static final long MAX_ITEM = 400L * 1024;
    private static final int MAX_PARTITION_KEY = 2048;
    private static final int MAX_SORT_KEY = 1024;
    private static final int MAX_NAME = 65_535;
    private static final int MAX_DEPTH = 32;

    private final DynamoDbSinkSpec sink;
    private final RecordPath partitionField;
    private final RecordPath sortField;
    private final RecordPath ttlField;
    private final String version;
    /** Null where no record deletes. */
    private final CelProgram deletion;

    ItemEncoder(DynamoDbSinkSpec sink) {
        this.sink = sink;
        this.partitionField = RecordPath.of(sink.partitionKey().field());
        this.sortField =
                sink.sortKey() == null ? null : RecordPath.of(sink.sortKey().field());
        this.ttlField = sink.ttlField() == null ? null : RecordPath.of(sink.ttlField());
        this.version =
                sink.version() == null ? null : RecordPath.of(sink.version()).lastName();
        this.deletion = sink.deleteCondition() == null ? null : CelProgram.of(sink.deleteCondition());
    }

    @Override
    public DynamoDbEntry encode(PipelineEvent event) throws RecordFault {
        DataRecord record = event.record();
        boolean deletes = deletion != null && deletion.test(record);
        Map<String, AttributeValue> item = deletes ? new HashMap<>() : attributes(record, "", 1);
        item.put(sink.partitionKey().attribute(), key(sink.partitionKey(), partitionField, record, MAX_PARTITION_KEY));
        if (sortField != null) {
            item.put(sink.sortKey().attribute(), key(sink.sortKey(), sortField, record, MAX_SORT_KEY));
        }
        if (version != null) {
            item.put(version, version(record));
        }
        if (sink.ttlAttribute() != null && !deletes) {
            expire(item, event);
        }
        long size = ItemSize.of(item);
        if (size > MAX_ITEM) {
            throw new RecordFault("the item has " + size + " bytes; DynamoDB takes " + MAX_ITEM);
        }
        return new DynamoDbEntry(event.message(), item, size, deletes);
    }

    private AttributeValue version(DataRecord record) throws RecordFault {
        Object value = record.get(version);
        AttributeValue number = ItemNumber.of(value, version);
        if (number == null) {
            throw new RecordFault("the version " + version + (value == null ? " is missing or null" : " is no number"));
        }
        return number;
    }

    private static AttributeValue key(DynamoDbKey key, RecordPath field, DataRecord record, int most)
            throws RecordFault {
        Object value = field.get(record);
        if (key.type() == DynamoDbKey.Type.NUMBER) {
            AttributeValue number = ItemNumber.of(value, field.toString());
            if (number == null) {
                throw new RecordFault(
                        "the key field " + field + (value == null ? " is missing or null" : " is no number"));
            }
            return number;
        }
        if (!(value instanceof String) && !(value instanceof Instant)) {
            throw new RecordFault("the key field " + field + (value == null ? " is missing or null" : " is no text"));
        }
        String text = text(value.toString(), field.toString());
        long length = Utf8.length(text);
        if (length == 0 || length > most) {
            throw new RecordFault("the key field " + field + " has " + length + " bytes; a key has 1 to " + most);
        }
        return AttributeValue.fromS(text);
    }

    private void expire(Map<String, AttributeValue> item, PipelineEvent event) throws RecordFault {
        Object start = ttlField == null ? Instant.ofEpochMilli(event.eventTime()) : ttlField.get(event.record());
        if (start == null) {
            item.remove(sink.ttlAttribute());
            return;
        }
        if (!(start instanceof Instant)) {
            throw new RecordFault("the field " + ttlField + " is no timestamp, from which the item's life could count");
        }
        long end = ((Instant) start).plus(sink.ttlAfter()).getEpochSecond();
        item.put(sink.ttlAttribute(), AttributeValue.fromN(String.valueOf(end)));
    }

    /** @param holder what comes before the names of the fields in their paths */
    private static Map<String, AttributeValue> attributes(DataRecord record, String holder, int depth)
            throws RecordFault {
        Map<String, AttributeValue> attributes = new HashMap<>(record.size() * 2);
        for (int i = 0; i < record.size(); i++) {
            Object value = record.valueAt(i);
            if (value != null) {
                String name = record.nameAt(i);
                checkName(name, holder);
                String field = holder.isEmpty() ? name : holder + name;
                attributes.put(text(name, field), attribute(value, field, depth));
            }
        }
        return attributes;
    }

    /** @param holder the path of the object that has the field, with a dot at its end; empty for the record itself */
    private static void checkName(String name, String holder) throws RecordFault {
        long length = Utf8.length(name);
        if (length == 0 || length > MAX_NAME) {
            throw new RecordFault("a field of "
                    + (holder.isEmpty() ? "the record" : holder.substring(0, holder.length() - 1))
                    + (length == 0
                            ? " has no name, which DynamoDB does not take"
                            : " has a name of " + length + " bytes; DynamoDB takes " + MAX_NAME));
        }
    }

    private static AttributeValue attribute(Object value, String field, int depth) throws RecordFault {
        if (value instanceof String) {
            return AttributeValue.fromS(text((String) value, field));
        }
        if (value instanceof Boolean) {
            return AttributeValue.fromBool((Boolean) value);
        }
        if (value instanceof Instant) {
            return AttributeValue.fromS(value.toString());
        }
        if (value instanceof DataRecord) {
            return AttributeValue.fromM(attributes((DataRecord) value, field + ".", deeper(depth)));
        }
        if (value instanceof List) {
            return AttributeValue.fromL(elements((List<?>) value, field, deeper(depth)));
        }
        return ItemNumber.of(value, field);
    }

    private static List<AttributeValue> elements(List<?> values, String field, int depth) throws RecordFault {
        List<AttributeValue> elements = new ArrayList<>(values.size());
        for (Object value : values) {
            elements.add(value == null ? AttributeValue.fromNul(true) : attribute(value, field, depth));
        }
        return elements;
    }

    private static int deeper(int depth) throws RecordFault {
        if (depth == MAX_DEPTH) {
            throw new RecordFault("objects and lists lie in one another deeper than the " + MAX_DEPTH
                    + " levels that DynamoDB takes");
        }
        return depth + 1;
    }

    private static String text(String text, String field) throws RecordFault {
        if (!Utf8.canEncode(text)) {
            throw new RecordFault("the field " + field + " has half of a surrogate pair, which UTF-8 cannot hold");
        }
        return text;
    }
}
