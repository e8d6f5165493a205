package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Generates calls to a table whose key is the text {@code id} and the number {@code at}, with few different keys,
 * attributes and values, so that calls meet each other's traces. What conformance.txt lists as a difference is not
 * generated.
 */
final class RandomCalls {

    private static final List<String> ATTRIBUTES =
            List.of("a", "b", "g", "h", "m", "m.x", "m.y", "l", "l[0]", "l[2]", "s");

    private RandomCalls() {}

    /**
     * One call.
     *
     * @param action such as {@code PutItem}
     * @param request without the table's name
     */
    record RandomCall(String action, ObjectNode request) {

        String to(String table) {
            return request.deepCopy().put("TableName", table).toString();
        }

        @Override
        public String toString() {
            return action + " " + request;
        }
    }

    static Arbitrary<RandomCall> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, puts()), Tuple.of(4, updates()), Tuple.of(1, deletes()), Tuple.of(1, queries()));
    }

    private static Arbitrary<RandomCall> puts() {
        return Combinators.combine(items(), conditions().optional(), Arbitraries.of("NONE", "ALL_OLD"))
                .as((item, condition, returned) -> write("PutItem", "Item", item, condition, returned));
    }

    private static Arbitrary<RandomCall> deletes() {
        return Combinators.combine(keys(), conditions().optional(), Arbitraries.of("NONE", "ALL_OLD"))
                .as((key, condition, returned) -> write("DeleteItem", "Key", key, condition, returned));
    }

    private static Arbitrary<RandomCall> updates() {
        Arbitrary<String> returned = Arbitraries.of("NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW");
        return Combinators.combine(keys(), changes(), conditions().optional(0.3), returned)
                .as((key, change, condition, shown) -> {
                    RandomCall call = write("UpdateItem", "Key", key, condition, shown);
                    change.addTo(call.request(), "UpdateExpression");
                    return call;
                });
    }

    private static RandomCall write(
            String action, String content, ObjectNode node, Optional<ExpressionText> condition, String returned) {
        ObjectNode request = object().put("ReturnValues", returned);
        request.set(content, node);
        condition.ifPresent(expression -> expression.addTo(request, "ConditionExpression"));
        return new RandomCall(action, request);
    }

    private static Arbitrary<RandomCall> queries() {
        Arbitrary<ExpressionText> ofSort = Combinators.combine(
                        Arbitraries.of("at = ?", "at < ?", "at >= ?"),
                        Arbitraries.integers().between(0, 3))
                .as((text, number) -> ExpressionText.of(text.replace("at", "#at"), number(Integer.toString(number))));
        return Combinators.combine(
                        ids(), ofSort.optional(), conditionsOfFilters().optional(), Arbitraries.of(true, false))
                .as((id, sort, filter, forwards) -> {
                    ObjectNode request = object().put("ScanIndexForward", forwards);
                    ExpressionText key = ExpressionText.of("id = ?", text(id));
                    sort.map(range -> ExpressionText.format("%s AND %s", key, range))
                            .orElse(key)
                            .addTo(request, "KeyConditionExpression");
                    sort.ifPresent(range ->
                            request.putObject("ExpressionAttributeNames").put("#at", "at"));
                    filter.ifPresent(expression -> expression.addTo(request, "FilterExpression"));
                    return new RandomCall("Query", request);
                });
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.of("p", "q");
    }

    private static Arbitrary<ObjectNode> keys() {
        return Combinators.combine(ids(), Arbitraries.integers().between(0, 2)).as((id, at) -> {
            ObjectNode key = object();
            key.set("id", text(id));
            key.set("at", number(Integer.toString(at)));
            return key;
        });
    }

    private static Arbitrary<ObjectNode> items() {
        return Combinators.combine(
                        keys(),
                        values().optional(),
                        values().optional(),
                        // Of the key of an index, and so mostly of its type.
                        Arbitraries.frequencyOf(Tuple.of(9, texts().map(RandomCalls::text)), Tuple.of(1, numbers()))
                                .optional(),
                        numbers().optional(),
                        maps().optional(),
                        lists().optional(),
                        sets().optional())
                .as((key, a, b, g, h, m, l, s) -> {
                    a.ifPresent(value -> key.set("a", value));
                    b.ifPresent(value -> key.set("b", value));
                    g.ifPresent(value -> key.set("g", value));
                    h.ifPresent(value -> key.set("h", value));
                    m.ifPresent(value -> key.set("m", value));
                    l.ifPresent(value -> key.set("l", value));
                    s.ifPresent(value -> key.set("s", value));
                    return key;
                });
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of("x", "xy", "y", "ä", "😀");
    }

    private static Arbitrary<JsonNode> numbers() {
        return Arbitraries.of("0", "1", "1.0", "2", "-1.5", "1e3", "0.001").map(RandomCalls::number);
    }

    private static Arbitrary<JsonNode> scalars() {
        return Arbitraries.oneOf(
                texts().map(RandomCalls::text),
                numbers(),
                Arbitraries.of(true, false).map(truth -> object().put("BOOL", truth)),
                Arbitraries.just(object().put("NULL", true)));
    }

    private static Arbitrary<JsonNode> sets() {
        Arbitrary<JsonNode> ofTexts = Arbitraries.subsetOf("x", "xy", "y")
                .filter(elements -> !elements.isEmpty())
                .map(elements -> set("SS", elements));
        Arbitrary<JsonNode> ofNumbers = Arbitraries.subsetOf("1", "2", "30")
                .filter(elements -> !elements.isEmpty())
                .map(elements -> set("NS", elements));
        return Arbitraries.oneOf(ofTexts, ofNumbers);
    }

    private static Arbitrary<JsonNode> lists() {
        return scalars().list().ofMaxSize(3).map(elements -> {
            ObjectNode list = object();
            list.putArray("L").addAll(elements);
            return list;
        });
    }

    private static Arbitrary<JsonNode> maps() {
        return Combinators.combine(
                        Arbitraries.oneOf(scalars(), lists()).optional(),
                        scalars().optional())
                .as((x, y) -> {
                    ObjectNode map = object();
                    ObjectNode members = map.putObject("M");
                    x.ifPresent(value -> members.set("x", value));
                    y.ifPresent(value -> members.set("y", value));
                    return map;
                });
    }

    private static Arbitrary<JsonNode> values() {
        return Arbitraries.oneOf(scalars(), scalars(), sets(), lists(), maps());
    }

    private static Arbitrary<ExpressionText> conditions() {
        return Arbitraries.lazyOf(
                () -> conditionsOn(ATTRIBUTES), () -> conditionsOn(ATTRIBUTES), () -> Combinators.combine(
                                Arbitraries.of("(%s AND %s)", "(%s OR %s)", "NOT (%s AND %s)", "NOT %s AND %s"),
                                conditionsOn(ATTRIBUTES),
                                conditions())
                        .as((pattern, one, two) -> ExpressionText.format(pattern, one, two)));
    }

    private static Arbitrary<ExpressionText> conditionsOfFilters() {
        return conditionsOn(List.of("a", "b", "m.x", "l[0]", "s"));
    }

    private static Arbitrary<ExpressionText> conditionsOn(List<String> attributes) {
        Arbitrary<String> paths = Arbitraries.of(attributes);
        Arbitrary<JsonNode> ordered = Arbitraries.oneOf(texts().map(RandomCalls::text), numbers());
        Arbitrary<JsonNode> comparable = Arbitraries.oneOf(scalars(), sets());
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of("=", "<>"), paths, comparable)
                        .as((sign, path, value) -> ExpressionText.of(path + " " + sign + " ?", value)),
                Combinators.combine(Arbitraries.of("<", "<=", ">", ">="), paths, ordered)
                        .as((sign, path, value) -> ExpressionText.of(path + " " + sign + " ?", value)),
                Combinators.combine(paths, ordered, ordered)
                        .as((path, low, high) -> ExpressionText.of(path + " BETWEEN ? AND ?", low, high)),
                Combinators.combine(paths, comparable, comparable)
                        .as((path, one, two) -> ExpressionText.of(path + " IN (?, ?)", one, two)),
                Combinators.combine(Arbitraries.of("attribute_exists", "attribute_not_exists"), paths)
                        .as((function, path) -> ExpressionText.of(function + "(" + path + ")")),
                Combinators.combine(paths, Arbitraries.of("S", "N", "BOOL", "NULL", "SS", "NS", "L", "M"))
                        .as((path, type) -> ExpressionText.of("attribute_type(" + path + ", ?)", text(type))),
                Combinators.combine(paths, texts())
                        .as((path, start) -> ExpressionText.of("begins_with(" + path + ", ?)", text(start))),
                Combinators.combine(paths, ordered)
                        .as((path, part) -> ExpressionText.of("contains(" + path + ", ?)", part)),
                Combinators.combine(Arbitraries.of("=", "<", ">="), paths, Arbitraries.of("0", "1", "2"))
                        .as((sign, path, size) ->
                                ExpressionText.of("size(" + path + ") " + sign + " ?", number(size))));
    }

    private static Arbitrary<ExpressionText> changes() {
        return Arbitraries.of(ATTRIBUTES)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                // Paths into one attribute would overlap, or change one list twice.
                .uniqueElements(path -> path.charAt(0))
                .flatMap(paths -> Combinators.combine(
                                paths.stream().map(RandomCalls::change).toList())
                        .as(changes -> changes))
                // The others make no item where there is none, but dynalite makes one.
                .filter(changes -> changes.stream().anyMatch(Change::putsSomething))
                .map(RandomCalls::bySections);
    }

    /** What is done at one path, and the section that it belongs to. */
    private record Change(String section, ExpressionText text) {
        boolean putsSomething() {
            return section.equals("SET") || section.equals("ADD");
        }
    }

    private static Arbitrary<Change> change(String path) {
        Arbitrary<String> others = Arbitraries.of(ATTRIBUTES);
        return Arbitraries.oneOf(
                values().map(value -> set(path + " = ?", value)),
                others.map(other -> set(path + " = " + other)),
                Combinators.combine(others, Arbitraries.of("+", "-"), numbers())
                        .as((other, sign, number) -> set(path + " = " + other + " " + sign + " ?", number)),
                Combinators.combine(others, values())
                        .as((other, value) -> set(path + " = if_not_exists(" + other + ", ?)", value)),
                Combinators.combine(others, lists())
                        .as((other, list) -> set(path + " = list_append(" + other + ", ?)", list)),
                Arbitraries.just(new Change("REMOVE", ExpressionText.of(path))),
                Arbitraries.oneOf(numbers(), sets())
                        .map(value -> new Change("ADD", ExpressionText.of(path + " ?", value))),
                sets().map(value -> new Change("DELETE", ExpressionText.of(path + " ?", value))));
    }

    private static Change set(String text, JsonNode... values) {
        return new Change("SET", ExpressionText.of(text, values));
    }

    private static ExpressionText bySections(List<Change> changes) {
        Map<String, ExpressionText> sections = new LinkedHashMap<>();
        for (Change change : changes) {
            sections.merge(
                    change.section(),
                    ExpressionText.format(change.section() + " %s", change.text()),
                    (before, ignored) -> ExpressionText.format("%s, %s", before, change.text()));
        }
        ExpressionText all = ExpressionText.of("");
        for (ExpressionText section : new ArrayList<>(sections.values())) {
            all = ExpressionText.format("%s %s", all, section);
        }
        return all;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode text(String text) {
        return object().put("S", text);
    }

    private static JsonNode number(String number) {
        return object().put("N", number);
    }

    private static JsonNode set(String type, Iterable<String> elements) {
        ObjectNode set = object();
        elements.forEach(set.putArray(type)::add);
        return set;
    }
}
