package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.group.GroupKey;
import java.io.IOException;
import java.util.List;

/** What one bucket knows of one board: its best members. */
public final class BoardPart {
    private final GroupKey board;
    private final long window;
    private final long end;
    private final int bucket;
    private final long events;
    private final List<Candidate> best;
    private final Stage stage;
    private final boolean isPrompt;

    /** What becomes of the window, in this order. */
    public enum Stage {
        /** More is expected. */
        OPEN(0),
        /** Only late events still change it. */
        CLOSED(1),
        /** Nothing changes it any more; the bucket has forgotten it. */
        FORGOTTEN(2);

        private final int code;

        Stage(int code) {
            this.code = code;
        }

        /** What it is in state; it never changes. */
        int code() {
            return code;
        }

        static Stage of(int code) throws IOException {
            for (Stage stage : values()) {
                if (stage.code == code) {
                    return stage;
                }
            }
            throw new IOException("a part of a board at the unknown stage " + code);
        }
    }

    /**
     * @param window the first moment of the window
     * @param end the first moment after it
     * @param events how many events the bucket has counted for the board
     * @param best the best members, best first
     * @param isPrompt whether the board is to be updated soon; otherwise when the watermark that closes the window
     *     arrives, which is on its way
     */
    public BoardPart(
            GroupKey board,
            long window,
            long end,
            int bucket,
            long events,
            List<Candidate> best,
            Stage stage,
            boolean isPrompt) {
        this.board = board;
        this.window = window;
        this.end = end;
        this.bucket = bucket;
        this.events = events;
        this.best = best;
        this.stage = stage;
        this.isPrompt = isPrompt;
    }

    public GroupKey board() {
        return board;
    }

    public long window() {
        return window;
    }

    public long end() {
        return end;
    }

    int bucket() {
        return bucket;
    }

    long events() {
        return events;
    }

    List<Candidate> best() {
        return best;
    }

    Stage stage() {
        return stage;
    }

    boolean isPrompt() {
        return isPrompt;
    }
}
