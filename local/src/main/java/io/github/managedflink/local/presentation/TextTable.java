package io.github.managedflink.local.presentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A table of aligned columns, numbers to the right, whose cells may have several lines. What is too wide for the page
 * is broken, the widest columns first, or cut.
 */
public final class TextTable {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";
    private static final int NARROWEST = 12;
    private static final String BREAKABLE = " /:,-";
    private static final Pattern NUMBER = Pattern.compile("-?[\\d,]+(\\.\\d+)?");

    private final List<List<List<String>>> rows;

    /**
     * A table without rows.
     *
     * @param head what stands above each column
     */
    public TextTable(String... head) {
        this(List.of());
        row(Arrays.stream(head).map(List::of).toList());
    }

    private TextTable(List<List<List<String>>> rows) {
        this.rows = new ArrayList<>(rows);
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
        boolean[] numeric = new boolean[widths.length];
        for (int column = 0; column < widths.length; column++) {
            numeric[column] = isNumeric(column);
        }
        // Without a blank line nobody would see where a row of several lines ends.
        boolean apart = wrapped.stream().skip(1).anyMatch(row -> height(row) > 1);
        List<String> lines = new ArrayList<>();
        for (List<List<String>> row : wrapped) {
            if (apart && lines.size() > 1) {
                lines.add("");
            }
            for (int line = 0; line < height(row); line++) {
                lines.add(line(row, line, widths, numeric));
            }
        }
        return lines;
    }

    private int[] widths(int pageWidth) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .flatMap(row -> row.get(column).stream())
                        .mapToInt(TextWidth::of)
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
            while (TextWidth.of(rest) > width) {
                int end = breakBefore(rest, TextWidth.charactersIn(rest, width));
                lines.add(rest.substring(0, end).stripTrailing());
                rest = rest.substring(end);
            }
            lines.add(rest);
        }
        return lines;
    }

    /** After the last character that a text may be broken behind, unless too little would stand before it. */
    private static int breakBefore(String text, int most) {
        for (int end = most; end > most / 2; end--) {
            if (BREAKABLE.indexOf(text.charAt(end - 1)) >= 0) {
                return end;
            }
        }
        return most;
    }

    private static int height(List<List<String>> row) {
        return row.stream().mapToInt(List::size).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        List<String> cells = rows.stream()
                .skip(1)
                .flatMap(row -> row.get(column).stream())
                .filter(cell -> !cell.isEmpty())
                .toList();
        return !cells.isEmpty()
                && cells.stream().allMatch(cell -> NUMBER.matcher(cell).matches());
    }

    /**
     * Returns the lines of the table, one for each row, none of them wider than the page: cells are cut, and the last
     * columns are left out where cells would become too narrow.
     *
     * @param cellWidth the most columns of a cell
     */
    public List<String> cutLines(int pageWidth, int cellWidth) {
        int columns = 0;
        int used = INDENT.length();
        for (int column = 0; column < rows.get(0).size(); column++) {
            int index = column;
            used += GAP.length()
                    + Math.min(
                            cellWidth,
                            rows.stream()
                                    .mapToInt(row -> TextWidth.of(row.get(index).get(0)))
                                    .max()
                                    .orElse(0));
            if (used - GAP.length() > pageWidth && column > 0) {
                break;
            }
            columns++;
        }
        int shown = columns;
        TextTable cut = new TextTable(List.of());
        rows.forEach(row -> cut.row(row.subList(0, shown).stream()
                .map(cell -> List.of(TextWidth.cut(cell.get(0), cellWidth)))
                .toList()));
        int left = rows.get(0).size() - shown;
        List<String> lines = new ArrayList<>(cut.lines());
        if (left > 0) {
            lines.set(0, lines.get(0) + GAP + "… " + left + " more");
        }
        return lines;
    }

    private static String line(List<List<String>> row, int line, int[] widths, boolean[] numeric) {
        StringBuilder text = new StringBuilder(INDENT);
        for (int column = 0; column < widths.length; column++) {
            List<String> cell = row.get(column);
            String content = line < cell.size() ? cell.get(line) : "";
            String padding = " ".repeat(widths[column] - TextWidth.of(content));
            text.append(numeric[column] ? padding + content : content + padding);
            text.append(GAP);
        }
        return text.toString().stripTrailing();
    }
}
