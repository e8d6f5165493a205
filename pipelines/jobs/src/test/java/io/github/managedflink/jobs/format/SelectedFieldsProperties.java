package io.github.managedflink.jobs.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A parser that reads what is needed gives for it what one that reads everything gives. */
class SelectedFieldsProperties {
    private static final List<String> PATHS = List.of("a", "b", "a.b", "a.c", "b.a.c", "c", "missing");

    private final JsonRecordParser whole = new JsonRecordParser(null);

    @Property(tries = 1_000, seed = "1")
    void selectedFieldsAreThoseOfTheWholeRecord(@ForAll("objects") String json, @ForAll("selections") Set<String> paths)
            throws RecordFault {
        JsonRecordParser selecting = new JsonRecordParser(FieldSelection.of(paths));
        byte[] message = json.getBytes(StandardCharsets.UTF_8);

        DataRecord selected = selecting.parse(message);

        DataRecord record = whole.parse(message);
        for (String path : paths) {
            assertThat(RecordPath.of(path).get(selected))
                    .as(path)
                    .isEqualTo(RecordPath.of(path).get(record));
        }
    }

    @Property(tries = 1_000, seed = "2")
    void aMessageThatIsCutOffIsRefused(
            @ForAll("objects") String json, @ForAll("selections") Set<String> paths, @ForAll int cut) {
        JsonRecordParser selecting = new JsonRecordParser(FieldSelection.of(paths));
        byte[] message = json.strip().getBytes(StandardCharsets.UTF_8);
        byte[] part = Arrays.copyOf(message, Math.floorMod(cut, message.length));

        assertThatThrownBy(() -> selecting.parse(part)).isInstanceOf(RecordFault.class);
    }

    @Example
    void whatFollowsTheLastSelectedFieldHasTheFormOfJson() {
        assertRefused("{\"a\":1,\"x\":\"\u0001\"}", "control character");
        assertRefused("{\"a\":1,\"x\":\"more than eight\u0001\"}", "control character");
        assertRefused("{\"a\":1,\"x\":[}", "brackets do not match");
        assertRefused("{\"a\":1,\"x\":2} {}", "something follows");
        assertRefused("{\"a\":1,\"x\":\"\\\"}", "a string does not end");
        assertRefused("{\"a\":1,\"x\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}", "levels deep");
        assertRefused("{\"a\":1,\"a\":2,\"b\":3}", "occurs twice");
    }

    private static void assertRefused(String json, String reason) {
        JsonRecordParser selecting =
                new JsonRecordParser(FieldSelection.of(reason.contains("twice") ? Set.of("a", "b") : Set.of("a")));
        assertThatThrownBy(() -> selecting.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining(reason);
    }

    @Provide
    Arbitrary<Set<String>> selections() {
        return Arbitraries.of(PATHS).set().ofMinSize(1);
    }

    @Provide
    Arbitrary<String> objects() {
        return object(3);
    }

    private static Arbitrary<String> object(int depth) {
        return Arbitraries.of("a", "b", "c", "x").set().ofMaxSize(4).flatMap(names -> Combinators.combine(names.stream()
                        .map(name -> value(depth).map(value -> " \"" + name + "\" : " + value))
                        .toList())
                .as(fields -> "{" + String.join(",", fields) + " } "));
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> scalar = Arbitraries.of(
                "1",
                "-0.5e3",
                "true",
                "null",
                "\"\"",
                "\"}]\"",
                "\"a\\\"b\\\\\"",
                "\"a text of more than sixteen characters\"",
                "\"quotes \\\" within \\\"a\\\" longer one \\\\\"",
                "\"gr\u00f6\u00dfer als acht\"",
                "\"\\u00e9\u00e9\uD83D\uDE00\"");
        if (depth == 0) {
            return scalar;
        }
        return Arbitraries.frequencyOf(
                Tuple.of(3, scalar),
                Tuple.of(2, object(depth - 1)),
                Tuple.of(1, value(depth - 1).list().ofMaxSize(3).map(values -> "[" + String.join(", ", values) + "]")));
    }
}
