package io.github.managedflink.jobs.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.ExactDouble;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.record.RecordShape;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

class AccumulatorProperties {
    private static final Metrics METRICS = Metrics.builder()
            .count(null)
            .sum("v", null)
            .average("v", null)
            .minimum("v", null)
            .maximum("v", null)
            .percentile("v", null, 50, 0.01)
            .percentile("v", null, 99.9, 0.01)
            .distinct("v", null, 6)
            .build();

    private final AccumulatorsSerializer serializer = new AccumulatorsSerializer(METRICS.layout());

    /** In any order, gathered in any parts, and written and read in between. */
    @Property(tries = 200, seed = "1")
    void neitherOrderNorGroupingShows(@ForAll("numbers") List<String> values, @ForAll long seed) throws Exception {
        Object[] expected = METRICS.values(accumulate(values));
        Random random = new Random(seed);
        List<String> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        List<Accumulators> parts = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(40));
            parts.add(copy(accumulate(shuffled.subList(from, to))));
            from = to;
        }
        while (parts.size() > 1) {
            Accumulators one = parts.remove(random.nextInt(parts.size()));
            parts.get(random.nextInt(parts.size())).add(one);
        }

        assertThat(METRICS.values(copy(parts.get(0)))).isEqualTo(expected);
    }

    @Property(tries = 200, seed = "2")
    void valuesAreWhatAllNumbersSay(@ForAll("numbers") List<String> values) throws Exception {
        List<BigDecimal> sorted = values.stream().map(BigDecimal::new).sorted().toList();
        BigDecimal sum = sorted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);

        Object[] actual = METRICS.values(accumulate(values));

        assertThat(actual[0]).isEqualTo((long) values.size());
        assertThat(actual[1]).isEqualTo(sum.doubleValue());
        assertThat((Double) actual[2])
                .isEqualTo(sum.doubleValue() / values.size(), within(Math.abs(sum.doubleValue()) * 1e-15));
        assertThat(decimal(actual[3])).isEqualByComparingTo(sorted.get(0));
        assertThat(decimal(actual[4])).isEqualByComparingTo(sorted.get(sorted.size() - 1));
        checkQuantile(
                (Double) actual[5], sorted.get((sorted.size() + 1) / 2 - 1).doubleValue());
        checkQuantile((Double) actual[6], sorted.get(sorted.size() - 1).doubleValue());
    }

    private static void checkQuantile(double actual, double exact) {
        double error = Math.abs(exact) < QuantileSketch.SMALLEST ? QuantileSketch.SMALLEST : Math.abs(exact) * 0.01;
        assertThat(actual).isEqualTo(exact, within(error * 1.000_001));
    }

    @Property(tries = 500, seed = "3")
    void quantilesAreWithinTheirAccuracy(@ForAll("accuracies") double accuracy, @ForAll("magnitudes") double value) {
        QuantileSketch sketch = new QuantileSketch(accuracy);
        sketch.add(value);

        assertThat(sketch.valueAt(1)).isEqualTo(value, within(Math.abs(value) * accuracy * 1.000_001));
    }

    @Property(tries = 20, seed = "4")
    void distinctValuesAreCountedWithinFiveStandardErrors(@ForAll("precisions") int precision, @ForAll long seed) {
        DistinctSketch sketch = new DistinctSketch(precision);
        int distinct = 60_000;
        for (int i = 0; i < distinct * 2; i++) {
            sketch.add(ValueHash.of("user-" + seed + "-" + i % distinct));
        }

        double error = 1.04 / Math.sqrt(1 << precision);
        assertThat((double) sketch.estimate()).isEqualTo(distinct, within(5 * error * distinct));
    }

    @Example
    void fewDistinctValuesAreCountedExactly() {
        DistinctSketch sketch = new DistinctSketch(12);
        for (int i = 0; i < 512; i++) {
            sketch.add(ValueHash.of(String.valueOf(i % 256)));
        }

        assertThat(sketch.estimate()).isEqualTo(256);
    }

    @Example
    void percentilesOfWholeRanksAreNotOneTooHigh() throws Exception {
        Metrics metrics = Metrics.builder().percentile("v", null, 7, 0.001).build();
        Accumulators accumulators = metrics.layout().empty();
        Measurement measurement = new Measurement(metrics.layout(), RecordShape.open());
        for (long i = 1; i <= 100; i++) {
            measurement.of(record(i), i);
            accumulators.add(measurement);
        }

        assertThat((Double) metrics.value(0, accumulators)).isEqualTo(7, within(0.01));
    }

    @Example
    void numbersBeyondDoublesAreRefusedAndThoseBelowAreNone() throws Exception {
        NumericInput number = new NumericInput();
        assertThatThrownBy(() -> number.read("v", new JsonNumber("1E+999999999")))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining("beyond");
        assertThatThrownBy(() -> number.read("v", true)).hasMessage("the field v is no number: \"true\"");
        assertThatThrownBy(() -> number.read("v", "0x1F")).hasMessage("the field v is no number: \"0x1F\"");
        number.read("v", new JsonNumber("1E-999999999"));
        assertThat(number.nearest()).isZero();
        ExactSum sum = new ExactSum();
        sum.add(number);
        assertThat(sum.nearest()).isZero();
    }

    /** A value as it is written. */
    private static BigDecimal decimal(Object value) {
        return value instanceof Double number ? ExactDouble.decimal(number) : (BigDecimal) value;
    }

    @Example
    void extremesAreTheNumbersThemselves() throws Exception {
        Object[] values =
                METRICS.values(accumulate(List.of("9007199254740993", "9007199254740992", "9007199254740991.5")));
        assertThat(values[3]).isEqualTo(new BigDecimal("9007199254740991.5"));
        assertThat(values[4]).isEqualTo(new BigDecimal("9007199254740993"));

        values = METRICS.values(accumulate(
                List.of("18446744073709551615", "18446744073709551614", "-0.10", "1.8446744073709551615E+19")));
        assertThat(values[3]).isEqualTo(-0.1);
        assertThat(values[4]).isEqualTo(new BigDecimal("18446744073709551615"));

        values = METRICS.values(accumulate(List.of("100000000000000000000.010", "100000000000000000000.01", "1E+30")));
        assertThat(values[3]).isEqualTo(new BigDecimal("100000000000000000000.01"));
        assertThat(values[4]).isEqualTo(1e30);
    }

    /** What was written before numbers were kept exactly. */
    @Example
    void extremesOfTheFirstLayoutAreRead() throws Exception {
        Metrics metrics =
                Metrics.builder().minimum("v", null).maximum("v", null).build();
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeByte(1);
        Varint.write(2, out);
        out.writeDouble(-0.1);
        out.writeDouble(1e22);
        AccumulatorsSerializer serialized = new AccumulatorsSerializer(metrics.layout());
        Accumulators read = serialized.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(metrics.values(read)).containsExactly(-0.1, 1e22);

        Measurement measurement = new Measurement(metrics.layout(), RecordShape.open());
        measurement.of(record(new JsonNumber("10000000000000000000001")), 0);
        read.add(measurement);
        assertThat(metrics.values(read)).containsExactly(-0.1, new BigDecimal("10000000000000000000001"));
    }

    @Provide
    Arbitrary<List<String>> numbers() {
        return number().list().ofMinSize(1).ofMaxSize(200);
    }

    private static Arbitrary<String> number() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(-1_000, 1_000).map(String::valueOf),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.bigDecimals()
                        .between(BigDecimal.valueOf(-1000), BigDecimal.valueOf(1000))
                        .ofScale(3)
                        .map(BigDecimal::toPlainString),
                Arbitraries.of("0", "-0", "-0.0", "1e300", "-1e300", "1e-300", "0.1", "9999999999999999999", "1.5E10"),
                Arbitraries.longs().between((1L << 53) - 3, (1L << 53) + 3).map(String::valueOf));
    }

    @Provide
    Arbitrary<Double> accuracies() {
        return Arbitraries.of(0.001, 0.01, 0.02, 0.1);
    }

    @Provide
    Arbitrary<Double> magnitudes() {
        return Arbitraries.doubles()
                .between(-12, 300)
                .map(exponent -> Math.pow(10, exponent))
                .flatMap(value -> Arbitraries.of(value, -value));
    }

    @Provide
    Arbitrary<Integer> precisions() {
        return Arbitraries.of(4, 8, 12, 14);
    }

    private static DataRecord record(Object value) {
        DataRecord record = new DataRecord();
        record.add("v", value);
        return record;
    }

    private static Accumulators accumulate(List<String> values) throws RecordFault {
        Accumulators accumulators = METRICS.layout().empty();
        Measurement measurement = new Measurement(METRICS.layout(), RecordShape.open());
        for (String value : values) {
            measurement.of(record(new JsonNumber(value)), 0);
            accumulators.add(measurement);
        }
        return accumulators;
    }

    private Accumulators copy(Accumulators accumulators) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(accumulators, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
