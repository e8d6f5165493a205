package io.github.managedflink.constructs.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages on security and on connectors say of each action that the library allows why it does, and name no other.
 */
class SecurityPageTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Pattern ACTION = Pattern.compile("`([a-z0-9-]+:[A-Z][A-Za-z]+)`");
    /** Allowed to a function of the CDK, which is no role of the library's. */
    private static final String LOOKUP = "kafka:GetBootstrapBrokers";

    @Test
    void everyActionIsExplained() throws IOException {
        String page = Files.readString(DOCS.resolve("security.md"));
        Set<String> explained = actions(
                page.substring(page.indexOf("## What a job may do, and why"), page.indexOf("## What is proven")));
        assertThat(explained.remove(LOOKUP)).isTrue();

        assertThat(explained).isEqualTo(actions(ofRoles(GoldenPoliciesTest.TABLE)));
    }

    @ParameterizedTest
    @CsvSource({
        "kinesis.md, Source: Kinesis data stream, Sink: Kinesis data stream",
        "msk.md, Source: MSK, Sink: MSK",
        "s3.md, Sink: S3, ",
        "dynamodb.md, Sink: DynamoDB, ",
        "opensearch.md, Sink: OpenSearch, ",
        "firehose.md, Sink: Firehose, ",
        "sns.md, Sink: SNS, ",
        "eventbridge.md, Sink: EventBridge, "
    })
    void thePageOfAConnectorNamesItsActions(String page, String subject, String other) throws IOException {
        Set<String> allowed = actions(ofRoles(GoldenPoliciesTest.TABLE, subject));
        if (other != null) {
            allowed.addAll(actions(ofRoles(GoldenPoliciesTest.TABLE, other)));
        }

        assertThat(allowed).isNotEmpty();
        assertThat(actions(Files.readString(DOCS.resolve("connectors").resolve(page))))
                .isEqualTo(allowed);
    }

    private static List<String> ofRoles(Path table) throws IOException {
        return ofRoles(Files.readAllLines(table));
    }

    /** The rows of a heading. */
    private static List<String> ofRoles(Path table, String subject) throws IOException {
        List<String> lines = Files.readAllLines(table);
        int from = lines.indexOf("## " + subject) + 1;
        assertThat(from).as(subject).isPositive();
        List<String> rest = lines.subList(from, lines.size());
        return ofRoles(rest.stream().takeWhile(line -> !line.startsWith("## ")).toList());
    }

    /** The actions of the rows that do not say who: those of roles. */
    private static List<String> ofRoles(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("| `") && line.split(" \\| ", -1).length == 3)
                .map(line -> line.substring(0, line.indexOf(" | ")))
                .toList();
    }

    private static Set<String> actions(List<String> rows) {
        return actions(String.join("\n", rows));
    }

    private static Set<String> actions(String text) {
        return ACTION.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
