package io.github.managedflink.jobs.dynamodb;

import io.github.managedflink.jobs.async.EntryCodec;
import io.github.managedflink.jobs.event.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items with the types of attributes that {@link ItemEncoder} makes. Tags are never given another meaning. The number
 * of attributes is inverted in a deletion.
 */
public final class DynamoDbEntryCodec extends EntryCodec<DynamoDbEntry> {
    private static final long serialVersionUID = 1L;
    private static final int NULL = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int STRING = 3;
    private static final int NUMBER = 4;
    private static final int MAP = 5;
    private static final int LIST = 6;

    @Override
    public Class<DynamoDbEntry> type() {
        return DynamoDbEntry.class;
    }

    @Override
    protected void writeContent(DynamoDbEntry entry, DataOutputView out) throws IOException {
        out.writeInt(entry.isDeletion() ? ~entry.item().size() : entry.item().size());
        writeAttributes(entry.item(), out);
    }

    @Override
    protected DynamoDbEntry readContent(Message message, DataInputView in) throws IOException {
        int size = in.readInt();
        Map<String, AttributeValue> item = readAttributes(size < 0 ? ~size : size, in);
        return new DynamoDbEntry(message, item, ItemSize.of(item), size < 0);
    }

    private static void writeAttributes(Map<String, AttributeValue> map, DataOutputView out) throws IOException {
        for (Map.Entry<String, AttributeValue> attribute : map.entrySet()) {
            StringValue.writeString(attribute.getKey(), out);
            write(attribute.getValue(), out);
        }
    }

    private static Map<String, AttributeValue> readAttributes(int size, DataInputView in) throws IOException {
        Map<String, AttributeValue> map = new HashMap<>(size * 2);
        for (int i = 0; i < size; i++) {
            map.put(StringValue.readString(in), read(in));
        }
        return map;
    }

    private static void write(AttributeValue value, DataOutputView out) throws IOException {
        switch (value.type()) {
            case S:
                out.writeByte(STRING);
                StringValue.writeString(value.s(), out);
                break;
            case N:
                out.writeByte(NUMBER);
                StringValue.writeString(value.n(), out);
                break;
            case BOOL:
                out.writeByte(value.bool() ? TRUE : FALSE);
                break;
            case M:
                out.writeByte(MAP);
                out.writeInt(value.m().size());
                writeAttributes(value.m(), out);
                break;
            case L:
                out.writeByte(LIST);
                out.writeInt(value.l().size());
                for (AttributeValue element : value.l()) {
                    write(element, out);
                }
                break;
            default:
                out.writeByte(NULL);
        }
    }

    private static AttributeValue read(DataInputView in) throws IOException {
        int tag = in.readByte();
        switch (tag) {
            case NULL:
                return AttributeValue.fromNul(true);
            case TRUE:
            case FALSE:
                return AttributeValue.fromBool(tag == TRUE);
            case STRING:
                return AttributeValue.fromS(StringValue.readString(in));
            case NUMBER:
                return AttributeValue.fromN(StringValue.readString(in));
            case MAP:
                return AttributeValue.fromM(readAttributes(in.readInt(), in));
            case LIST:
                return AttributeValue.fromL(readList(in));
            default:
                throw new IOException("no attribute has the tag " + tag);
        }
    }

    private static List<AttributeValue> readList(DataInputView in) throws IOException {
        int size = in.readInt();
        List<AttributeValue> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(read(in));
        }
        return list;
    }
}
