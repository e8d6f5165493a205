package io.github.managedflink.constructs.policies;

import io.github.managedflink.constructs.fixture.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Shows the statements of a policy as lines that a reader can judge: actions, resources, conditions. */
public final class IamTable {
    private IamTable() {}

    public static List<String> of(Map<String, Object> policyDocument) {
        List<String> lines = new ArrayList<>();
        for (Object statement : Templates.list(policyDocument, "Statement")) {
            lines.add(line(Templates.map(statement)));
        }
        return lines;
    }

    /** The single permissions of a policy, however its statements are put together. */
    public static Set<String> permissions(Map<String, Object> policyDocument) {
        Set<String> permissions = new TreeSet<>();
        for (Object value : Templates.list(policyDocument, "Statement")) {
            Map<String, Object> statement = Templates.map(value);
            for (Object action : each(statement.get("Action"))) {
                for (Object resource : each(statement.get("Resource"))) {
                    Map<String, Object> single = new LinkedHashMap<>(statement);
                    single.put("Action", action);
                    single.put("Resource", resource);
                    permissions.add(line(single));
                }
            }
        }
        return permissions;
    }

    /** A statement as a row of a table in Markdown: who, if the policy says it, then actions, resources, condition. */
    static String row(Map<String, Object> statement) {
        List<String> cells = new ArrayList<>();
        if (statement.containsKey("Principal")) {
            cells.add(cell(principal(statement), "<br>"));
        }
        cells.add(cell(statement.get("Action"), "<br>"));
        cells.add(cell(statement.getOrDefault("Resource", List.of()), "<br>"));
        List<String> conditions = new ArrayList<>();
        Templates.map(statement.getOrDefault("Condition", Map.of())).forEach((operator, keys) -> new TreeMap<>(
                        Templates.map(keys))
                .forEach((key, value) -> conditions.add("`" + operator + " " + key + "` " + cell(value, ", "))));
        cells.add(conditions.stream().sorted().collect(Collectors.joining("<br>")));
        return "| " + String.join(" | ", cells) + " |";
    }

    private static Object principal(Map<String, Object> statement) {
        return statement.get("Principal") instanceof Map<?, ?> kinds
                ? kinds.values().iterator().next()
                : statement.get("Principal");
    }

    private static String cell(Object value, String separator) {
        return each(value).stream().map(item -> "`" + text(item) + "`").collect(Collectors.joining(separator));
    }

    /** Each of one or more values. */
    public static List<String> texts(Object value) {
        return each(value).stream().map(IamTable::text).toList();
    }

    private static List<?> each(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    private static String line(Map<String, Object> statement) {
        StringBuilder line = new StringBuilder();
        if (statement.containsKey("Principal")) {
            line.append(text(principal(statement))).append(": ");
        }
        line.append(text(statement.get("Action")));
        if (statement.containsKey("Resource")) {
            line.append(" on ").append(text(statement.get("Resource")));
        }
        if (statement.containsKey("Condition")) {
            new TreeMap<>(Templates.map(statement, "Condition"))
                    .forEach((operator, keys) -> new TreeMap<>(Templates.map(keys))
                            .forEach((key, value) -> line.append(" if ")
                                    .append(operator)
                                    .append(' ')
                                    .append(key)
                                    .append(' ')
                                    .append(text(value))));
        }
        return line.toString();
    }

    /** A value with its intrinsics written as {@code ${…}}, without the hashes of logical ids. */
    public static String text(Object value) {
        if (value instanceof List<?> items) {
            return items.stream().map(IamTable::text).collect(Collectors.joining(", "));
        }
        if (!(value instanceof Map<?, ?> map)) {
            return String.valueOf(value).replaceAll("[0-9a-f]{64}", "HASH");
        }
        Object argument = map.values().iterator().next();
        return switch ((String) map.keySet().iterator().next()) {
            case "Ref" -> "${" + plain(argument) + "}";
            case "Fn::GetAtt" -> "${" + plain(((List<?>) argument).get(0)) + "." + ((List<?>) argument).get(1) + "}";
            case "Fn::Sub" -> (String) argument;
            case "Fn::Join" ->
                ((List<?>) ((List<?>) argument).get(1))
                        .stream().map(IamTable::text).collect(Collectors.joining());
            case "Fn::Split" -> text(((List<?>) argument).get(1)) + " split at " + ((List<?>) argument).get(0);
            case "Fn::Select" -> "(" + text(((List<?>) argument).get(1)) + ")[" + ((List<?>) argument).get(0) + "]";
            default -> value.toString();
        };
    }

    private static String plain(Object logicalId) {
        return logicalId.toString().replaceAll("[0-9A-F]{8}$", "");
    }
}
