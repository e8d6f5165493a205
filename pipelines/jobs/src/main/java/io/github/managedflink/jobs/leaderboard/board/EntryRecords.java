package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.leaderboard.BoardEntry;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes records of entries, in the form of {@link BoardEntry}. For one thread. */
public final class EntryRecords {
    private final Boards boards;
    private final List<String> groups;
    private final List<String> metrics;
    private final JsonRecordWriter json = new JsonRecordWriter();

    public EntryRecords(MetricsLeaderboardSpec spec) {
        boards = new Boards(spec);
        groups = new ArrayList<>(spec.groupNames());
        metrics = new ArrayList<>(spec.metrics().keySet());
    }

    /**
     * The record of an entry, as if it had been read from a message that holds the entry as JSON: that is what a dead
     * letter shows if a sink refuses it.
     *
     * @param now the clock, in milliseconds since the epoch
     */
    public PipelineEvent of(Entry entry, long now) {
        String board = boards.text(entry.member(), entry.window());
        DataRecord record = new DataRecord(groups.size() + metrics.size() + 8);
        record.add(BoardEntry.BOARD, board);
        if (entry.rank() != Entry.UNRANKED) {
            record.add(BoardEntry.RANK, (long) entry.rank());
        }
        record.add(BoardEntry.WINDOW_START, Instant.ofEpochMilli(entry.window()));
        record.add(BoardEntry.WINDOW_END, Instant.ofEpochMilli(entry.end()));
        record.add(BoardEntry.MEMBER, entry.candidate().text());
        String[] texts = entry.member().texts();
        for (int i = 0; i < texts.length; i++) {
            record.add(groups.get(i), texts[i]);
        }
        Object[] values = entry.candidate().values();
        for (int i = 0; i < values.length; i++) {
            record.add(metrics.get(i), values[i]);
        }
        record.add(BoardEntry.VERSION, entry.version());
        record.add(BoardEntry.FINAL, entry.isFinal());
        record.add(BoardEntry.REMOVED, entry.isRemoved());
        Message message = new Message(bytes(record), board, String.valueOf(entry.version()), now);
        return PipelineEvent.of(message, entry.end() - 1, record);
    }

    private byte[] bytes(DataRecord record) {
        try {
            return json.bytes(record);
        } catch (RecordFault e) {
            // A text of a member that has no encoding: each sink says so of the record itself.
            return record.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
