package io.github.managedflink.jobs.group;

import io.github.managedflink.jobs.metric.Varint;
import io.github.managedflink.jobs.typeinfo.OpaqueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes keys of groups. State is found by these bytes: they must never change. */
public final class GroupKeySerializer extends OpaqueSerializer<GroupKey> {
    public static final GroupKeySerializer INSTANCE = new GroupKeySerializer();

    private static final long serialVersionUID = 1L;

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public GroupKey createInstance() {
        return new GroupKey(new byte[0]);
    }

    @Override
    public GroupKey copy(GroupKey from) {
        return from;
    }

    @Override
    public void serialize(GroupKey key, DataOutputView target) throws IOException {
        Varint.write(key.bytes().length, target);
        target.write(key.bytes());
    }

    @Override
    public GroupKey deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[(int) Varint.read(source)];
        source.readFully(bytes);
        return new GroupKey(bytes);
    }

    @Override
    public TypeSerializerSnapshot<GroupKey> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Carries nothing: the bytes never change. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<GroupKey> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
