package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.model.window.GroupText;
import java.util.Arrays;

/** A member with the values of its metrics. */
public final class Candidate {
    private final GroupKey member;
    private final Object[] values;
    private String text;

    /** @param values each a {@link Long}, a {@link Double}, a {@link java.math.BigDecimal} or null */
    public Candidate(GroupKey member, Object[] values) {
        this.member = member;
        this.values = values;
    }

    public GroupKey member() {
        return member;
    }

    Object value(int metric) {
        return values[metric];
    }

    Object[] values() {
        return values;
    }

    /** The member as a text. */
    String text() {
        if (text == null) {
            text = GroupText.join(member.texts());
        }
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Candidate
                && ((Candidate) other).member.equals(member)
                && Arrays.equals(((Candidate) other).values, values);
    }

    @Override
    public int hashCode() {
        return 31 * member.hashCode() + Arrays.hashCode(values);
    }
}
