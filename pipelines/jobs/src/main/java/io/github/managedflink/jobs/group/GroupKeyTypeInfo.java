package io.github.managedflink.jobs.group;

import io.github.managedflink.jobs.typeinfo.OpaqueTypeInfo;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of keys of groups. */
public final class GroupKeyTypeInfo extends OpaqueTypeInfo<GroupKey> {
    public static final GroupKeyTypeInfo INSTANCE = new GroupKeyTypeInfo();

    private static final long serialVersionUID = 1L;

    @Override
    public Class<GroupKey> getTypeClass() {
        return GroupKey.class;
    }

    @Override
    public TypeSerializer<GroupKey> createSerializer(SerializerConfig config) {
        return GroupKeySerializer.INSTANCE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupKeyTypeInfo;
    }

    @Override
    public int hashCode() {
        return GroupKeyTypeInfo.class.hashCode();
    }

    @Override
    public String toString() {
        return "GroupKey";
    }
}
