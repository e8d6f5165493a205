package io.github.managedflink.model.record;

import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.parser.CelStandardMacro;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes messages of what CEL has to say of a wrong expression: in short, with the place, and with what to write instead
 * of what people who know SQL, Python or JavaScript write first.
 */
final class CelAdvice {
    private static final Pattern TOKEN = Pattern.compile(
            "(?:mismatched input|extraneous input|token recognition error at:|no viable alternative at input|reserved identifier:) '?(.*?)'?(?: expecting .*)?",
            Pattern.DOTALL);
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.*?)'.*", Pattern.DOTALL);
    private static final Pattern NOISE =
            Pattern.compile(" expecting (?:\\{.*}|<EOF>)| \\(in container ''\\)| \\(candidates: .*\\)");

    /** What stands where CEL expects something else: what to write. */
    private static final Map<String, String> BY_TOKEN = Map.ofEntries(
            Map.entry("and", "write && in place of and"),
            Map.entry("or", "write || in place of or"),
            Map.entry("not", "write ! in place of not"),
            Map.entry("=", "write == to compare"),
            Map.entry("&", "write &&"),
            Map.entry("|", "write ||"),
            Map.entry("<>", "write != in place of <>"),
            Map.entry("=~", "write x.matches('…')"),
            Map.entry("is", "write == null or != null"),
            Map.entry("like", "write x.contains('…'), x.startsWith('…'), x.endsWith('…') or x.matches('…')"),
            Map.entry("between", "write x >= 1 && x <= 2"),
            Map.entry("if", "write condition ? a : b"),
            Map.entry("<EOF>", "the expression ends too early"));

    /** Names of other languages, in lower case. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("len", "size"),
            Map.entry("length", "size"),
            Map.entry("count", "size"),
            Map.entry("lower", "lowerAscii"),
            Map.entry("tolower", "lowerAscii"),
            Map.entry("tolowercase", "lowerAscii"),
            Map.entry("upper", "upperAscii"),
            Map.entry("toupper", "upperAscii"),
            Map.entry("touppercase", "upperAscii"),
            Map.entry("substr", "substring"),
            Map.entry("includes", "contains"),
            Map.entry("regex", "matches"),
            Map.entry("match", "matches"),
            Map.entry("strip", "trim"),
            Map.entry("str", "string"),
            Map.entry("tostring", "string"),
            Map.entry("toint", "int"),
            Map.entry("integer", "int"),
            Map.entry("long", "int"),
            Map.entry("float", "double"),
            Map.entry("number", "double"),
            Map.entry("none", "null"),
            Map.entry("nil", "null"),
            Map.entry("undefined", "null"));

    private static final List<String> LITERALS = List.of("true", "false", "null");
    private static final List<String> FUNCTIONS = Stream.of(
                    Stream.of(StandardFunction.values()).map(StandardFunction::functionName),
                    CelStandardMacro.STANDARD_MACROS.stream().map(CelStandardMacro::getFunction),
                    CelExpression.STRINGS.functions().stream().map(CelFunctionDecl::name))
            .flatMap(names -> names)
            .filter(name -> name.matches("[A-Za-z_]*[A-Za-z]"))
            .distinct()
            .sorted()
            .collect(Collectors.toList());

    private final String text;
    private final RecordShape shape;

    CelAdvice(String text, RecordShape shape) {
        this.text = text;
        this.shape = shape;
    }

    /** Of an expression that cannot be read. What comes after the first issue mostly follows from it. */
    String onSyntax(List<CelIssue> issues) {
        CelIssue first = issues.get(0);
        return message(first, syntaxAdvice(first));
    }

    /** Of an expression that can be read, but whose names or types are wrong. */
    String onTypes(List<CelIssue> issues, CelAbstractSyntaxTree parsed) {
        CelTypeAdvice types = new CelTypeAdvice(parsed);
        return issues.stream()
                .map(issue -> {
                    Matcher name = UNDECLARED.matcher(issue.getMessage());
                    return message(issue, name.matches() ? nameAdvice(name.group(1), issue) : types.of(issue));
                })
                .collect(Collectors.joining("; "));
    }

    private String message(CelIssue issue, Optional<String> advice) {
        String message = NOISE.matcher(issue.getMessage()).replaceAll("").replaceAll("wrapper\\((\\w+)\\)", "$1");
        return message + " at character " + (issue.getSourceLocation().getColumn() + 1)
                + advice.map(each -> ": " + each).orElse("");
    }

    private Optional<String> syntaxAdvice(CelIssue issue) {
        Matcher found = TOKEN.matcher(issue.getMessage());
        String token = found.matches() ? found.group(1).strip() : "";
        int offset = offset(issue);
        String before = text.substring(0, offset).strip();
        if (token.startsWith("'") || token.startsWith("\"")) {
            return Optional.of("a text must end with the quote that it begins with");
        }
        if (token.equals(",") && before.matches("(?s).*\\bin\\s*\\([^()]*")) {
            return Optional.of("write the list in brackets, as in x in [1, 2]");
        }
        if (token.equals("<EOF>") && before.contains("?") && !before.contains(":")) {
            return Optional.of("write condition ? a : b");
        }
        return Stream.of(token, lastChar(before) + token, lastWord(before))
                .map(each -> BY_TOKEN.get(each.equals("<EOF>") ? each : each.toLowerCase(Locale.ROOT)))
                .filter(advice -> advice != null)
                .findFirst();
    }

    private static String lastChar(String before) {
        return before.isEmpty() ? "" : before.substring(before.length() - 1);
    }

    private static String lastWord(String before) {
        return before.substring(before.lastIndexOf(' ') + 1);
    }

    private int offset(CelIssue issue) {
        int start = 0;
        for (int line = 1; line < issue.getSourceLocation().getLine(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        // Of what concerns the whole expression there is no place.
        return Math.min(Math.max(0, start + issue.getSourceLocation().getColumn()), text.length());
    }

    private Optional<String> nameAdvice(String name, CelIssue issue) {
        int offset = offset(issue);
        if (offset < text.length() && text.charAt(offset) == '(') {
            return Optional.of(near(name, FUNCTIONS)
                    .map(function -> "did you mean " + function + "?")
                    .orElse("the functions are " + String.join(", ", FUNCTIONS)));
        }
        String fields =
                shape.isClosed() ? " (fields known here: " + String.join(", ", new TreeSet<>(shape.names())) + ")" : "";
        Optional<String> meant =
                near(name, LITERALS).or(() -> near(name, shape.names())).map(each -> "did you mean " + each + "?");
        return meant.map(each -> each + fields)
                .or(() -> Optional.of(fields.strip()).filter(each -> !each.isEmpty()));
    }

    private static Optional<String> near(String name, Iterable<String> names) {
        String lower = name.toLowerCase(Locale.ROOT);
        String other = OTHER_NAMES.getOrDefault(lower, name);
        String nearest = null;
        int least = Math.min(2, name.length() / 4) + 1;
        for (String each : names) {
            int distance = each.equals(other) ? 0 : distance(lower, each.toLowerCase(Locale.ROOT));
            if (distance < least) {
                nearest = each;
                least = distance;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** How many characters must be put in, left out or replaced to make one text of the other. */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.length()];
    }
}
