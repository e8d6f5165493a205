package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.metric.Accumulators;
import io.github.managedflink.jobs.metric.Metrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/** Gathers the best members of one board in one bucket. Only they have all their metrics read. */
public final class PartBuilder {
    private final Boards boards;
    private final Metrics metrics;
    private final GroupKey board;
    /** The worst first, so that it makes room for a better one. */
    private final PriorityQueue<Contender> best;

    private long events;

    public PartBuilder(Boards boards, Metrics metrics, GroupKey board) {
        this.boards = boards;
        this.metrics = metrics;
        this.board = board;
        this.best = new PriorityQueue<>((a, b) -> boards.order().compare(b.candidate, a.candidate));
    }

    /** Adds a member, which comes once. */
    public void add(GroupKey member, Accumulators accumulators) {
        events += accumulators.events();
        if (!boards.isRanked()) {
            best.add(new Contender(new Candidate(member, metrics.values(accumulators)), accumulators));
            return;
        }
        Object value = metrics.value(boards.metric(), accumulators);
        if (value == null) {
            return;
        }
        Object[] values = new Object[boards.metric() + 1];
        values[boards.metric()] = value;
        Candidate candidate = new Candidate(member, values);
        if (best.size() < boards.size()) {
            best.add(new Contender(candidate, accumulators));
        } else if (boards.order().compare(candidate, best.peek().candidate) < 0) {
            best.poll();
            best.add(new Contender(candidate, accumulators));
        }
    }

    /** The part of a window. */
    public BoardPart part(long window, long end, int bucket, BoardPart.Stage stage, boolean isPrompt) {
        List<Candidate> members = new ArrayList<>(best.size());
        while (!best.isEmpty()) {
            Contender contender = best.poll();
            members.add(
                    boards.isRanked()
                            ? new Candidate(contender.candidate.member(), metrics.values(contender.accumulators))
                            : contender.candidate);
        }
        Collections.reverse(members);
        return new BoardPart(board, window, end, bucket, events, members, stage, isPrompt);
    }

    private static final class Contender {
        private final Candidate candidate;
        private final Accumulators accumulators;

        Contender(Candidate candidate, Accumulators accumulators) {
            this.candidate = candidate;
            this.accumulators = accumulators;
        }
    }
}
