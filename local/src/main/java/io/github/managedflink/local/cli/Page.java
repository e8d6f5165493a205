package io.github.managedflink.local.cli;

import io.github.managedflink.local.presentation.TextTable;
import java.util.List;

/**
 * How much of a result is shown.
 *
 * @param width how wide lines may be
 * @param isWhole whether everything is shown, in lines as long as they are
 */
record Page(int width, boolean isWhole) {
    private static final int CELL = 32;

    /** Returns the lines of a table in which long cells matter less than many rows. */
    List<String> cutLines(TextTable table) {
        return isWhole ? table.lines() : table.cutLines(width, CELL);
    }

    /** Returns the lines of a table that is read to its end: long cells are broken. */
    List<String> lines(TextTable table) {
        return isWhole ? table.lines() : table.lines(width);
    }

    /** Returns how many of some rows are shown. */
    int rows(int all, int most) {
        return isWhole ? all : Math.min(all, most);
    }
}
