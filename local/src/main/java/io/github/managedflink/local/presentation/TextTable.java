package io.github.managedflink.local.presentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A table of aligned columns, whose cells may have several lines. What is too wide for the page is broken, the widest columns first. */
public final class TextTable {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";
    private static final int NARROWEST = 12;
    private static final String BREAKABLE = " /:,-";

    private final List<List<List<String>>> rows = new ArrayList<>();

    /**
     * A table without rows.
     *
     * @param head what stands above each column
     */
    public TextTable(String... head) {
        row(Arrays.stream(head).map(List::of).toList());
    }

    /**
     * Adds a row.
     *
     * @param cells the lines of each cell
     */
    public void row(List<List<String>> cells) {
        rows.add(cells);
    }

    /** The lines of the table on a page as wide as they are: none is broken. */
    public List<String> lines() {
        return lines(Integer.MAX_VALUE);
    }

    /** The lines of the table, none of them wider than the page if its columns can be made so narrow. */
    public List<String> lines(int pageWidth) {
        int[] widths = widths(pageWidth);
        List<List<List<String>>> wrapped = rows.stream()
                .map(row -> IntStream.range(0, widths.length)
                        .mapToObj(column -> wrap(row.get(column), widths[column]))
                        .toList())
                .toList();
        // Without a blank line nobody would see where a row of several lines ends.
        boolean apart = wrapped.stream().skip(1).anyMatch(row -> height(row) > 1);
        List<String> lines = new ArrayList<>();
        for (List<List<String>> row : wrapped) {
            if (apart && lines.size() > 1) {
                lines.add("");
            }
            for (int line = 0; line < height(row); line++) {
                lines.add(line(row, line, widths));
            }
        }
        return lines;
    }

    private int[] widths(int pageWidth) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .flatMap(row -> row.get(column).stream())
                        .mapToInt(String::length)
                        .max()
                        .orElse(0))
                .toArray();
        int room = pageWidth - INDENT.length() - GAP.length() * (widths.length - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = IntStream.range(0, widths.length)
                    .reduce((a, b) -> widths[a] >= widths[b] ? a : b)
                    .orElseThrow();
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static List<String> wrap(List<String> cell, int width) {
        List<String> lines = new ArrayList<>();
        for (String text : cell) {
            String rest = text;
            while (rest.length() > width) {
                int end = breakBefore(rest, width);
                lines.add(rest.substring(0, end).stripTrailing());
                rest = rest.substring(end);
            }
            lines.add(rest);
        }
        return lines;
    }

    /** After the last character that a text may be broken behind, unless too little would stand before it. */
    private static int breakBefore(String text, int width) {
        for (int end = width; end > width / 2; end--) {
            if (BREAKABLE.indexOf(text.charAt(end - 1)) >= 0) {
                return end;
            }
        }
        return width;
    }

    private static int height(List<List<String>> row) {
        return row.stream().mapToInt(List::size).max().orElse(0);
    }

    private static String line(List<List<String>> row, int line, int[] widths) {
        StringBuilder text = new StringBuilder(INDENT);
        for (int column = 0; column < widths.length; column++) {
            List<String> cell = row.get(column);
            String content = line < cell.size() ? cell.get(line) : "";
            text.append(content).append(" ".repeat(widths[column] - content.length()));
            text.append(GAP);
        }
        return text.toString().stripTrailing();
    }
}
