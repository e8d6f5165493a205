package io.github.managedflink.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Shows the boards of a leaderboard as its table has them: the first ranks of each in turn, and those of the last window whole. */
final class BoardPrinter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ITEMS = "items.jsonl";
    private static final int RANKS_IN_TURN = 3;
    private static final int DIGITS = 1;
    private static final Set<String> NO_METRICS = Set.of(BoardEntry.RANK, BoardEntry.VERSION);

    private final PrintWriter out;

    BoardPrinter(PrintWriter out) {
        this.out = out;
    }

    /** Shows the boards of each table among the outputs that holds boards. */
    void print(List<Path> outputs) {
        for (Path file : outputs) {
            if (file.getFileName().toString().equals(ITEMS)) {
                Map<String, Map<Integer, JsonNode>> boards = boards(file);
                if (!boards.isEmpty()) {
                    print(boards);
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

    private void print(Map<String, Map<Integer, JsonNode>> boards) {
        out.printf("%nThe boards in turn, with their first %d ranks:%n", RANKS_IN_TURN);
        boards.values().forEach(this::printLine);
        String last = boards.values().stream()
                .map(BoardPrinter::window)
                .max(String::compareTo)
                .orElseThrow();
        boards.values().stream().filter(board -> window(board).equals(last)).forEach(this::printWhole);
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

    private void printWhole(Map<Integer, JsonNode> board) {
        Set<String> metrics = new TreeSet<>();
        board.values().forEach(entry -> entry.properties().forEach(attribute -> {
            if (attribute.getValue().has("N") && !NO_METRICS.contains(attribute.getKey())) {
                metrics.add(attribute.getKey());
            }
        }));
        out.printf("%nThe board %s:%n", title(board));
        out.printf("  %4s  %-20s%s%n", BoardEntry.RANK, BoardEntry.MEMBER, columns(metrics, name -> name));
        board.forEach((rank, entry) -> out.printf(
                "  %4d  %-20s%s%n",
                rank,
                text(entry, BoardEntry.MEMBER),
                columns(metrics, name -> number(entry.at("/" + name + "/N").asText()))));
    }

    private static String columns(Set<String> metrics, UnaryOperator<String> cell) {
        return metrics.stream().map(name -> "%14s".formatted(cell.apply(name))).collect(Collectors.joining());
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
