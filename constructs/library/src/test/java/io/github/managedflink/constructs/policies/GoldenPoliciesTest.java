package io.github.managedflink.constructs.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table that a security reviewer reads, {@code policies.md}, says what templates say, whole: a permission more or
 * less fails a test. {@code -Dpolicies.update=true} writes it anew.
 */
class GoldenPoliciesTest {
    static final Path TABLE = Path.of("src", "test", "resources", "policies.md");
    private static final String SUBJECT = "## ";
    private static final String VARIANT = "### ";
    private static final String WHO = "| who ";
    private static final String HEADER = "| actions | resources | condition |";
    private static final String RULE = "|---";

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.managedflink.constructs.policies.PolicyVariant#all")
    void templateSaysWhatTheTableSays(PolicyVariant variant) throws IOException {
        assertThat(variant.rows()).isEqualTo(table().get(variant.toString()));
    }

    @Test
    void tableHasEachWayOnceAndNoOther() throws IOException {
        if (Boolean.getBoolean("policies.update")) {
            write();
        }

        assertThat(table().keySet())
                .containsExactlyElementsOf(PolicyVariant.all().stream()
                        .map(PolicyVariant::toString)
                        .toList());
    }

    /** The rows of each variant. */
    private static Map<String, List<String>> table() throws IOException {
        Map<String, List<String>> table = new LinkedHashMap<>();
        String subject = null;
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.startsWith(VARIANT)) {
                rows = new ArrayList<>();
                assertThat(table.put(subject + ": " + line.substring(VARIANT.length()), rows))
                        .isNull();
            } else if (line.startsWith(SUBJECT)) {
                subject = line.substring(SUBJECT.length());
            } else if (line.startsWith("| `")) {
                rows.add(line);
            }
        }
        return table;
    }

    private static void write() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(TABLE).stream()
                .takeWhile(line -> !line.startsWith(SUBJECT))
                .toList());
        String subject = null;
        for (PolicyVariant variant : PolicyVariant.all()) {
            if (!variant.subject().equals(subject)) {
                subject = variant.subject();
                lines.addAll(List.of(SUBJECT + subject, ""));
            }
            lines.addAll(List.of(VARIANT + variant.name(), ""));
            List<String> rows = variant.rows();
            lines.addAll(rows.isEmpty() ? List.of("Nothing.") : header(rows.get(0)));
            lines.addAll(rows);
            lines.add("");
        }
        Files.write(TABLE, lines.subList(0, lines.size() - 1));
    }

    private static List<String> header(String row) {
        int columns = row.split(" \\| ", -1).length;
        String rule = RULE.repeat(columns) + "|";
        return List.of(columns == 3 ? HEADER : WHO + HEADER, rule);
    }
}
