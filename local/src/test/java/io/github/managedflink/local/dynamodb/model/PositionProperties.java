package io.github.managedflink.local.dynamodb.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PositionProperties {

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> characters =
                Arbitraries.of("a", "b", "ä", "\uD7FF", "\uE000", "\uFFFD", "😀", "\uDBFF\uDFFF");
        return characters.list().ofMaxSize(4).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Position> positions() {
        Arbitrary<ScalarValue> partitions = Arbitraries.of("a", "b", "c").map(StringValue::new);
        Arbitrary<Optional<ScalarValue>> sorts = Arbitraries.integers()
                .between(0, 3)
                .<ScalarValue>map(NumberValue::of)
                .optional(0.8);
        Arbitrary<Position> places = Combinators.combine(
                        partitions, Arbitraries.integers().between(0, 2))
                .as((partition, sort) -> Position.inTable(partition, Optional.of(NumberValue.of(sort))));
        return Combinators.combine(partitions, sorts, places, Arbitraries.of("item", "before", "behind"))
                .as((partition, sort, place, kind) -> switch (kind) {
                    case "before" -> Position.before(partition, sort);
                    case "behind" -> Position.behind(partition, sort);
                    // An item of an index with a sort key.
                    default -> Position.inIndex(partition, sort.or(() -> Optional.of(NumberValue.of(0))), place);
                });
    }

    @Property(tries = 500, seed = "1")
    void textsAreOrderedByTheirBytes(@ForAll("texts") String one, @ForAll("texts") String two) {
        int expected =
                Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), two.getBytes(StandardCharsets.UTF_8));

        assertThat(Integer.signum(new StringValue(one).compareTo(new StringValue(two))))
                .isEqualTo(Integer.signum(expected));
        assertThat(new StringValue(one).size()).isEqualTo(one.getBytes(StandardCharsets.UTF_8).length);
    }

    @Property(tries = 1_000, seed = "1")
    void whatATextStartsLiesBeforeItsEnd(@ForAll("texts") String start, @ForAll("texts") String other) {
        StringValue prefix = new StringValue(start);
        StringValue value = new StringValue(other);

        assertThat(prefix.compareTo(value) <= 0 && isBefore(value, prefix.behindAllItStarts()))
                .isEqualTo(prefix.isStartOf(value));
    }

    @Property(tries = 1_000, seed = "1")
    void whatBytesStartLiesBeforeTheirEnd(
            @ForAll @Size(max = 3) byte[] start, @ForAll @Size(max = 2) byte[] more, @ForAll byte[] other) {
        BinaryValue prefix = new BinaryValue(start);
        byte[] longer = Arrays.copyOf(start, start.length + more.length);
        System.arraycopy(more, 0, longer, start.length, more.length);

        for (BinaryValue value : List.of(new BinaryValue(longer), new BinaryValue(other))) {
            assertThat(prefix.compareTo(value) <= 0 && isBefore(value, prefix.behindAllItStarts()))
                    .isEqualTo(prefix.isStartOf(value));
        }
    }

    private static boolean isBefore(ScalarValue value, Optional<ScalarValue> end) {
        return end.map(behind -> value.compareTo(behind) < 0).orElse(true);
    }

    @Property(tries = 500, seed = "1")
    void segmentsFollowOneAnotherWithoutGaps(
            @ForAll String partition, @ForAll @IntRange(min = 1, max = 1_000_000) int segments) {
        Position item = Position.inTable(new StringValue(partition), Optional.empty());

        assertThat(Position.beforeSegment(0, segments)).isLessThan(item);
        assertThat(Position.beforeSegment(segments, segments)).isGreaterThan(item);
        assertThat(Position.beforeSegment(segments / 2, segments))
                .isLessThan(Position.beforeSegment(segments / 2 + 1, segments));
    }

    @Property(tries = 500, seed = "1")
    void bytesAreOrderedWithoutSign(@ForAll byte[] one, @ForAll byte[] two) {
        assertThat(Integer.signum(new BinaryValue(one).compareTo(new BinaryValue(two))))
                .isEqualTo(Integer.signum(Arrays.compareUnsigned(one, two)));
    }

    @Property(tries = 1_000, seed = "1")
    void orderIsTotal(
            @ForAll("positions") Position one, @ForAll("positions") Position two, @ForAll("positions") Position three) {
        assertThat(Integer.signum(one.compareTo(two))).isEqualTo(-Integer.signum(two.compareTo(one)));
        List<Position> sorted = List.of(one, two, three).stream().sorted().toList();

        assertThat(sorted.get(0)).isLessThanOrEqualTo(sorted.get(1));
        assertThat(sorted.get(1)).isLessThanOrEqualTo(sorted.get(2));
        assertThat(sorted.get(0)).isLessThanOrEqualTo(sorted.get(2));
    }

    @Property(tries = 500, seed = "1")
    void withinAPartitionItIsThatOfTheSortKeys(@ForAll int one, @ForAll int two) {
        StringValue partition = new StringValue("p");
        Position first = Position.inTable(partition, Optional.of(NumberValue.of(one)));
        Position second = Position.inTable(partition, Optional.of(NumberValue.of(two)));

        assertThat(Integer.signum(first.compareTo(second))).isEqualTo(Integer.compare(one, two));
        assertThat(first).isGreaterThan(Position.before(partition, Optional.empty()));
        assertThat(first).isLessThan(Position.behind(partition, Optional.empty()));
        assertThat(Position.before(partition, Optional.of(NumberValue.of(one)))).isLessThan(first);
        assertThat(Position.behind(partition, Optional.of(NumberValue.of(one)))).isGreaterThan(first);
    }
}
