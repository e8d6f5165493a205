package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.group.GroupKeySerializer;
import io.github.managedflink.jobs.metric.Varint;
import io.github.managedflink.jobs.record.ValueCodec;
import io.github.managedflink.jobs.typeinfo.OpaqueSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes parts of boards. The first byte is the version of the layout. */
final class BoardPartSerializer extends OpaqueSerializer<BoardPart> {
    static final BoardPartSerializer INSTANCE = new BoardPartSerializer();

    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public BoardPart createInstance() {
        return new BoardPart(GroupKey.of(), 0, 0, 0, 0, List.of(), BoardPart.Stage.OPEN, false);
    }

    @Override
    public BoardPart copy(BoardPart from) {
        return from;
    }

    @Override
    public void serialize(BoardPart part, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        GroupKeySerializer.INSTANCE.serialize(part.board(), target);
        target.writeLong(part.window());
        target.writeLong(part.end());
        Varint.write(part.bucket(), target);
        Varint.write(part.events(), target);
        target.writeByte(part.stage().code());
        target.writeBoolean(part.isPrompt());
        Varint.write(part.best().size(), target);
        for (Candidate candidate : part.best()) {
            GroupKeySerializer.INSTANCE.serialize(candidate.member(), target);
            Varint.write(candidate.values().length, target);
            for (Object value : candidate.values()) {
                ValueCodec.write(value, target);
            }
        }
    }

    @Override
    public BoardPart deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException("a part of a board in the unknown layout " + version);
        }
        GroupKey board = GroupKeySerializer.INSTANCE.deserialize(source);
        long window = source.readLong();
        long end = source.readLong();
        int bucket = (int) Varint.read(source);
        long events = Varint.read(source);
        BoardPart.Stage stage = BoardPart.Stage.of(source.readByte());
        boolean isPrompt = source.readBoolean();
        int size = (int) Varint.read(source);
        List<Candidate> best = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            GroupKey member = GroupKeySerializer.INSTANCE.deserialize(source);
            Object[] values = new Object[(int) Varint.read(source)];
            for (int v = 0; v < values.length; v++) {
                values[v] = ValueCodec.read(source);
            }
            best.add(new Candidate(member, values));
        }
        return new BoardPart(board, window, end, bucket, events, best, stage, isPrompt);
    }

    @Override
    public TypeSerializerSnapshot<BoardPart> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Carries nothing: the layout's version is in each part. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<BoardPart> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
