package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.group.GroupKey;

/** An entry of a board, or of a member, as it goes to the sinks. Travels only within a task. */
public final class Entry {
    /** No ranking. */
    public static final int UNRANKED = 0;

    private final Candidate candidate;
    private final long window;
    private final long end;
    private final int rank;
    private final long version;
    private final boolean isFinal;
    private final boolean isRemoved;

    Entry(Candidate candidate, long window, long end, int rank, long version, boolean isFinal, boolean isRemoved) {
        this.candidate = candidate;
        this.window = window;
        this.end = end;
        this.rank = rank;
        this.version = version;
        this.isFinal = isFinal;
        this.isRemoved = isRemoved;
    }

    /** An entry of a member in a window, without a ranking. */
    public static Entry of(Candidate candidate, long window, long end, long version, boolean isFinal) {
        return new Entry(candidate, window, end, UNRANKED, version, isFinal, false);
    }

    /** The removal of an entry of a member. */
    public static Entry removal(Candidate candidate, long window, long end, long version) {
        return new Entry(candidate, window, end, UNRANKED, version, true, true);
    }

    GroupKey member() {
        return candidate.member();
    }

    Candidate candidate() {
        return candidate;
    }

    long window() {
        return window;
    }

    long end() {
        return end;
    }

    int rank() {
        return rank;
    }

    long version() {
        return version;
    }

    boolean isFinal() {
        return isFinal;
    }

    boolean isRemoved() {
        return isRemoved;
    }
}
