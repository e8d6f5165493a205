package io.github.managedflink.local.cli;

import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How wide a command's results may be. */
final class PageOptions {
    private static final int NARROWEST = 60;
    private static final int DEFAULT_WIDTH = 140;

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            defaultValue = "${COLUMNS:-140}",
            description = "How wide lines may be, 60 or more. Default: the terminal's width, or 140.")
    private String width;

    @Option(names = "--wide", description = "Show all rows and columns of tables, in lines as long as they are.")
    private boolean wide;

    /** Returns the page; faults of the options are the reader's. */
    Page page(OptionReader reader) {
        OptionalInt columns = reader.wholeNumber("--width", width);
        if (columns.isPresent() && columns.getAsInt() < NARROWEST) {
            reader.addFault("--width " + width + " is too narrow for tables; give " + NARROWEST + " or more.");
        }
        return new Page(columns.orElse(DEFAULT_WIDTH), wide);
    }
}
