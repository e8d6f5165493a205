package io.github.managedflink.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.presentation.CountText;
import io.github.managedflink.local.presentation.PathText;
import io.github.managedflink.local.presentation.TextTable;
import io.github.managedflink.model.leaderboard.BoardEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows the boards of a leaderboard as its table has them: the first ranks of each in turn, and those of the last
 * window whole.
 */
final class BoardPrinter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ITEMS = "items.jsonl";
    private static final int RANKS_IN_TURN = 3;
    private static final int MOST_BOARDS = 10;
    private static final int DIGITS = 1;

    private final PrintWriter out;
    private final Page page;

    BoardPrinter(PrintWriter out, Page page) {
        this.out = out;
        this.page = page;
    }

    /**
     * Shows the boards of each table among the outputs that holds boards.
     *
     * @param metrics the names of the metrics in the order of their declaration
     */
    void print(List<String> metrics, List<Path> outputs) {
        for (Path file : outputs) {
            if (file.getFileName().toString().equals(ITEMS)) {
                Map<String, Map<Integer, JsonNode>> boards = boards(file);
                if (!boards.isEmpty()) {
                    print(boards, metrics, file);
                }
            }
        }
        out.flush();
    }

    /** The entries by board and rank, in the order of the windows. */
    private static Map<String, Map<Integer, JsonNode>> boards(Path file) {
        Map<String, Map<Integer, JsonNode>> boards = new TreeMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode item = JSON.readTree(line);
                if (item.has(BoardEntry.BOARD) && item.has(BoardEntry.RANK)) {
                    String order = text(item, BoardEntry.WINDOW_START) + " " + text(item, BoardEntry.BOARD);
                    boards.computeIfAbsent(order, board -> new TreeMap<>())
                            .put(item.at("/" + BoardEntry.RANK + "/N").asInt(), item);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return boards;
    }

    private void print(Map<String, Map<Integer, JsonNode>> boards, List<String> metrics, Path file) {
        int shown = page.rows(boards.size(), MOST_BOARDS);
        out.printf(
                "%nThe %s in turn, with their first %d ranks:%n",
                shown < boards.size() ? "last boards" : "boards", RANKS_IN_TURN);
        boards.values().stream().skip(boards.size() - shown).forEach(this::printLine);
        if (shown < boards.size()) {
            out.printf("  %s before them in %s%n", CountText.of(boards.size() - shown, "board"), PathText.of(file));
        }
        String last = boards.values().stream()
                .map(BoardPrinter::window)
                .max(String::compareTo)
                .orElseThrow();
        boards.values().stream()
                .filter(board -> window(board).equals(last))
                .forEach(board -> printWhole(board, metrics));
    }

    private static String window(Map<Integer, JsonNode> board) {
        return text(board.values().iterator().next(), BoardEntry.WINDOW_START);
    }

    private void printLine(Map<Integer, JsonNode> board) {
        String first = board.entrySet().stream()
                .limit(RANKS_IN_TURN)
                .map(entry -> entry.getKey() + " " + text(entry.getValue(), BoardEntry.MEMBER))
                .collect(Collectors.joining("   "));
        out.printf("  %s   %s%n", title(board), first);
    }

    private static String title(Map<Integer, JsonNode> board) {
        JsonNode entry = board.values().iterator().next();
        boolean isFinal = entry.at("/" + BoardEntry.FINAL + "/BOOL").asBoolean();
        return text(entry, BoardEntry.BOARD) + (isFinal ? "" : " (open)");
    }

    private void printWhole(Map<Integer, JsonNode> board, List<String> metrics) {
        List<String> columns = Stream.concat(Stream.of(BoardEntry.RANK, BoardEntry.MEMBER), metrics.stream())
                .toList();
        TextTable table = new TextTable(columns.toArray(new String[0]));
        board.forEach((rank, entry) -> table.row(columns.stream()
                .map(name -> List.of(
                        entry.path(name).has("N")
                                ? number(entry.at("/" + name + "/N").asText())
                                : text(entry, name)))
                .toList()));
        out.printf("%nThe board %s:%n", title(board));
        page.cutLines(table).forEach(out::println);
    }

    private static String number(String text) {
        return text.contains(".")
                ? new BigDecimal(text).setScale(DIGITS, RoundingMode.HALF_UP).toString()
                : text;
    }

    private static String text(JsonNode item, String attribute) {
        return item.at("/" + attribute + "/S").asText();
    }
}
