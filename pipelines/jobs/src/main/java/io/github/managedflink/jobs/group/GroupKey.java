package io.github.managedflink.jobs.group;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;
import org.apache.flink.util.MathUtils;

/** The texts of a group's fields, as the bytes that they are compared and kept by. */
public final class GroupKey {
    private static final int BYTES_PER_TEXT = 16;

    private final byte[] bytes;
    private final int hash;

    GroupKey(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    public static GroupKey of(String... texts) {
        DataOutputSerializer out = new DataOutputSerializer(BYTES_PER_TEXT * Math.max(texts.length, 1));
        try {
            for (String text : texts) {
                StringValue.writeString(text, out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return new GroupKey(out.getCopyOfBuffer());
    }

    /** The texts, in their order. */
    public String[] texts() {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        String[] texts = new String[0];
        try {
            while (in.available() > 0) {
                texts = Arrays.copyOf(texts, texts.length + 1);
                texts[texts.length - 1] = StringValue.readString(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the bytes of a group's key end too early", e);
        }
        return texts;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Which of {@code buckets} the group is in. */
    public int bucket(int buckets) {
        return MathUtils.murmurHash(hash) % buckets;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupKey
                && ((GroupKey) other).hash == hash
                && Arrays.equals(((GroupKey) other).bytes, bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(texts());
    }
}
