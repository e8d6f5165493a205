package io.github.managedflink.jobs.record;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * The bytes of records in shuffles and state: a tag and a content for each value. Tags are never given another meaning;
 * a new type of value takes a new tag.
 */
public final class ValueCodec {
    private static final int NULL = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int LONG = 3;
    private static final int DOUBLE = 4;
    private static final int STRING = 5;
    private static final int JSON_NUMBER = 6;
    private static final int DECIMAL = 7;
    private static final int TIMESTAMP = 8;
    private static final int RECORD = 9;
    private static final int LIST = 10;

    private ValueCodec() {}

    public static void write(Object value, DataOutputView out) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof String) {
            out.writeByte(STRING);
            StringValue.writeString((String) value, out);
        } else if (value instanceof Long) {
            out.writeByte(LONG);
            out.writeLong((Long) value);
        } else if (value instanceof JsonNumber) {
            out.writeByte(JSON_NUMBER);
            StringValue.writeString(((JsonNumber) value).text(), out);
        } else if (value instanceof Boolean) {
            out.writeByte((Boolean) value ? TRUE : FALSE);
        } else if (value instanceof Double) {
            out.writeByte(DOUBLE);
            out.writeDouble((Double) value);
        } else if (value instanceof DataRecord) {
            out.writeByte(RECORD);
            writeRecord((DataRecord) value, out);
        } else if (value instanceof List) {
            out.writeByte(LIST);
            List<?> list = (List<?>) value;
            out.writeInt(list.size());
            for (Object element : list) {
                write(element, out);
            }
        } else if (value instanceof BigDecimal) {
            BigDecimal decimal = (BigDecimal) value;
            byte[] unscaled = decimal.unscaledValue().toByteArray();
            out.writeByte(DECIMAL);
            out.writeInt(decimal.scale());
            out.writeInt(unscaled.length);
            out.write(unscaled);
        } else if (value instanceof Instant) {
            Instant moment = (Instant) value;
            out.writeByte(TIMESTAMP);
            out.writeLong(moment.getEpochSecond());
            out.writeInt(moment.getNano());
        } else {
            throw new IOException("no record value: " + value.getClass());
        }
    }

    private static void writeRecord(DataRecord record, DataOutputView out) throws IOException {
        out.writeInt(record.size());
        for (int i = 0; i < record.size(); i++) {
            StringValue.writeString(record.nameAt(i), out);
            write(record.valueAt(i), out);
        }
    }

    public static Object read(DataInputView in) throws IOException {
        int tag = in.readByte();
        switch (tag) {
            case NULL:
                return null;
            case TRUE:
                return true;
            case FALSE:
                return false;
            case LONG:
                return in.readLong();
            case DOUBLE:
                return in.readDouble();
            case STRING:
                return StringValue.readString(in);
            case JSON_NUMBER:
                return new JsonNumber(StringValue.readString(in));
            case DECIMAL:
                int scale = in.readInt();
                byte[] unscaled = new byte[in.readInt()];
                in.readFully(unscaled);
                return new BigDecimal(new BigInteger(unscaled), scale);
            case TIMESTAMP:
                return Instant.ofEpochSecond(in.readLong(), in.readInt());
            case RECORD:
                return readRecord(in);
            case LIST:
                return readList(in);
            default:
                throw new IOException("a record value of the unknown kind " + tag);
        }
    }

    private static DataRecord readRecord(DataInputView in) throws IOException {
        int size = in.readInt();
        DataRecord record = new DataRecord(size + 4);
        for (int i = 0; i < size; i++) {
            record.add(StringValue.readString(in), read(in));
        }
        return record;
    }

    private static List<Object> readList(DataInputView in) throws IOException {
        int size = in.readInt();
        List<Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(read(in));
        }
        return list;
    }
}
