package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.model.window.GroupText;
import org.apache.flink.api.java.functions.KeySelector;

/**
 * What the parts of one board have in common: the texts of its partition and its window. State is found by it: it must
 * never change.
 */
public final class BoardKey implements KeySelector<BoardPart, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String getKey(BoardPart part) {
        return GroupText.join(part.board().texts()) + '@' + part.window();
    }
}
