package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.typeinfo.OpaqueTypeInfo;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of parts of boards. */
public final class BoardPartTypeInfo extends OpaqueTypeInfo<BoardPart> {
    public static final BoardPartTypeInfo INSTANCE = new BoardPartTypeInfo();

    private static final long serialVersionUID = 1L;

    @Override
    public Class<BoardPart> getTypeClass() {
        return BoardPart.class;
    }

    @Override
    public TypeSerializer<BoardPart> createSerializer(SerializerConfig config) {
        return BoardPartSerializer.INSTANCE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BoardPartTypeInfo;
    }

    @Override
    public int hashCode() {
        return BoardPartTypeInfo.class.hashCode();
    }

    @Override
    public String toString() {
        return "BoardPart";
    }
}
