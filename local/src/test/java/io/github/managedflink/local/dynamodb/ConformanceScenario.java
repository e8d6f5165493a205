package io.github.managedflink.local.dynamodb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Calls of a scenario file, which begin without tables. The file says at its beginning how it is to be read.
 *
 * @param line where it begins in the file
 */
record ConformanceScenario(String title, int line, List<Call> calls) {

    /** The actions whose items come in no particular order. */
    private static final Set<String> UNORDERED = Set.of("Scan", "BatchGetItem");

    private static final Pattern CALL = Pattern.compile("(AllPages )?([A-Z]\\w+) (\\{.*)");
    private static final Pattern REPETITION = Pattern.compile("«([^×]*) × (\\d+)»");

    /** What the call is held against. */
    enum Source {
        /** The other server, which says the same. */
        OTHER_SERVER,
        /** The expectation, and the other server says something else. */
        DIFFERENCE,
        /** The expectation alone. */
        DOCUMENTATION,
        /** The expectation, which is not what the service says. */
        STAND_IN
    }

    /** One call; {@code expected} is empty where the other server says what is expected. */
    record Call(int line, boolean allPages, String action, String body, Source source, Optional<Answer> expected) {

        Answer madeTo(RawDynamoDb server) {
            Answer answer = allPages ? server.allPages(action, body) : server.call(action, body);
            return comparable(answer);
        }

        Answer comparable(Answer answer) {
            return answer.comparable(!UNORDERED.contains(action));
        }
    }

    static List<ConformanceScenario> read(Path file) throws IOException {
        List<ConformanceScenario> scenarios = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher call = CALL.matcher(line);
            if (line.startsWith("== ")) {
                scenarios.add(new ConformanceScenario(line.substring(3), i + 1, new ArrayList<>()));
            } else if (call.matches()) {
                List<String> more = lines.subList(i + 1, lines.size()).stream()
                        .takeWhile(next -> next.startsWith(" "))
                        .map(String::strip)
                        .toList();
                scenarios.get(scenarios.size() - 1).calls.add(call(i + 1, call, more));
            } else if (!line.isBlank() && !line.startsWith("#") && !line.startsWith(" ")) {
                throw new IllegalArgumentException(
                        file + ":" + (i + 1) + " is neither title, call nor comment: " + line);
            }
        }
        return scenarios;
    }

    private static Call call(int line, Matcher call, List<String> more) {
        StringBuilder body = new StringBuilder(call.group(3));
        Source source = Source.OTHER_SERVER;
        String error = "";
        String content = "";
        for (String next : more) {
            if (next.startsWith("differs: ")) {
                source = Source.DIFFERENCE;
            } else if (next.startsWith("documented: ")) {
                source = Source.DOCUMENTATION;
            } else if (next.startsWith("ours: ")) {
                source = Source.STAND_IN;
            } else if (next.startsWith("=> {")) {
                content = next.substring(3);
            } else if (next.startsWith("=> ")) {
                error = next.substring(3);
                content = "{}";
            } else if (next.startsWith("with ")) {
                content = next.substring(5);
            } else {
                body.append(' ').append(next);
            }
        }
        Optional<Answer> expected = content.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(expanded(error), RawDynamoDb.parse(expanded(content))));
        if (expected.isPresent() == (source == Source.OTHER_SERVER)) {
            throw new IllegalArgumentException(
                    "line " + line + ": an expectation needs a reason, and a reason an expectation");
        }
        return new Call(line, call.group(1) != null, call.group(2), expanded(body.toString()), source, expected);
    }

    /** Without abbreviations of what is repeated. */
    private static String expanded(String text) {
        return REPETITION.matcher(text).replaceAll(repetition -> {
            String repeated = repetition.group(1);
            int times = Integer.parseInt(repetition.group(2));
            if (!repeated.contains("%d")) {
                return Matcher.quoteReplacement(repeated.repeat(times));
            }
            return Matcher.quoteReplacement(IntStream.range(0, times)
                    .mapToObj(i -> repeated.replace("%d", Integer.toString(i)))
                    .collect(Collectors.joining(", ")));
        });
    }

    @Override
    public String toString() {
        return title;
    }
}
