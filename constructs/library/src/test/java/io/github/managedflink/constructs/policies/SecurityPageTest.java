package io.github.managedflink.constructs.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README says of each action that the library allows why it does, and names no other. */
class SecurityPageTest {
    private static final Path README = Path.of("..", "..", "README.md");
    private static final Pattern ACTION = Pattern.compile("`([a-z0-9-]+:[A-Z][A-Za-z]+)`");
    /** Allowed to a function of the CDK, which is no role of the library's. */
    private static final String LOOKUP = "kafka:GetBootstrapBrokers";

    @Test
    void everyActionIsExplained() throws IOException {
        Set<String> explained = actions(section("### What a job may do, and why", "### What is proven"));
        assertThat(explained.remove(LOOKUP)).isTrue();

        assertThat(explained).isEqualTo(actions(rolePolicies()));
    }

    private static String section(String from, String to) throws IOException {
        String readme = Files.readString(README);
        return readme.substring(readme.indexOf(from), readme.indexOf(to));
    }

    /** The rows that do not say who: those of roles. */
    private static String rolePolicies() throws IOException {
        return Files.readAllLines(GoldenPoliciesTest.TABLE).stream()
                .filter(line -> line.startsWith("| `") && line.split(" \\| ", -1).length == 3)
                .map(line -> line.substring(0, line.indexOf(" | ")))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> actions(String text) {
        return ACTION.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
