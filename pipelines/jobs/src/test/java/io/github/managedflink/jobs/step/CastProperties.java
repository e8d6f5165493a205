package io.github.managedflink.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.record.Conversions;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a cast makes of a number is that number or nothing, and the same wherever the number comes from. */
class CastProperties {
    private static final List<FieldType> NUMBERS = List.of(FieldType.LONG, FieldType.DOUBLE, FieldType.DECIMAL);

    @Property(tries = 3000, seed = "20261129")
    void aNumberStaysWhatItIsOrIsRefusedWhereverItComesFrom(@ForAll("notations") String notation) {
        BigDecimal number = new BigDecimal(notation);
        for (FieldType type : NUMBERS) {
            List<Optional<BigDecimal>> results = sources(notation)
                    .map(record -> cast(record, type))
                    .map(result -> result.map(CastProperties::written).map(BigDecimal::stripTrailingZeros))
                    .collect(Collectors.toList());
            assertThat(results).as("%s to %s", notation, type).containsOnly(results.get(0));
            results.get(0)
                    .ifPresent(result ->
                            assertThat(result).as("%s to %s", notation, type).isEqualByComparingTo(number));
        }
    }

    @Property(tries = 3000, seed = "20261130")
    void nothingThatFitsIsRefused(@ForAll long whole, @ForAll double fraction) {
        assertThat(cast(json(Long.toString(whole)), FieldType.LONG)).contains(whole);
        if (Double.isFinite(fraction)) {
            for (String notation :
                    List.of(written(fraction).toString(), written(fraction).toPlainString())) {
                assertThat(sources(notation)
                                .map(record -> cast(record, FieldType.DOUBLE))
                                .map(result -> result.map(number -> ((Double) number).doubleValue() + 0.0)))
                        .as(notation)
                        .containsOnly(Optional.of(fraction + 0.0));
            }
        }
    }

    @Property(tries = 3000, seed = "20261201")
    void fifteenDigitsAlwaysFitADouble(@ForAll("fifteenDigits") BigDecimal number) {
        assertThat(cast(json(number.toString()), FieldType.DOUBLE)).contains(number.doubleValue());
    }

    @Example
    void whatADoubleDoesNotStandForIsRefused() {
        for (String number : List.of(
                "9007199254740993",
                "18446744073709551615",
                "18446744073709551616",
                "0.1000000000000000055511151231257827",
                "0.10000000000000000001",
                "1e-400",
                "1e400",
                "100000000000000000000.01")) {
            assertThat(sources(number).map(record -> cast(record, FieldType.DOUBLE)))
                    .as(number)
                    .containsOnly(Optional.empty());
        }
        for (String number :
                List.of("0.1", "1.50", "6.02214076e23", "9.2E22", "9007199254740992", "-0", "0e9", "5e-7")) {
            assertThat(cast(json(number), FieldType.DOUBLE)).as(number).contains(Double.valueOf(number));
        }
        assertThatThrownBy(() -> Conversions.toDouble(9_007_199_254_740_993L))
                .hasMessage("9007199254740993 cannot become a double without loss");
        assertThatThrownBy(() -> Conversions.toDouble(new JsonNumber("1e99999999999")))
                .isInstanceOf(RecordFault.class)
                .hasMessage("1e99999999999 cannot become a double");
    }

    /** The same number in JSON, in CSV and as values of each type that can hold it. */
    private static Stream<DataRecord> sources(String notation) {
        BigDecimal number = new BigDecimal(notation);
        return Stream.of(
                        json(notation),
                        parsed(InputFormat.csv("a"), " " + notation + " "),
                        record(number),
                        number.stripTrailingZeros().scale() <= 0
                                        && number.abs().compareTo(BigDecimal.valueOf(1, -18)) < 0
                                ? record(number.longValueExact())
                                : null)
                .filter(Objects::nonNull);
    }

    private static DataRecord json(String number) {
        return parsed(InputFormat.json(), "{\"a\":" + number + "}");
    }

    private static DataRecord parsed(InputFormat format, String message) {
        Message bytes = new Message(message.getBytes(StandardCharsets.UTF_8), "shard", "1", 0);
        return new MessageParser(format, EventTime.arrival()).parse(bytes).record();
    }

    private static DataRecord record(Object value) {
        DataRecord record = new DataRecord();
        record.put("a", value);
        return record;
    }

    private static Optional<Object> cast(DataRecord record, FieldType type) {
        try {
            new Cast(EtlSteps.cast("a", type))
                    .apply(PipelineEvent.of(new Message(new byte[0], "shard", "1", 0), 0, record));
            return Optional.of(record.get("a"));
        } catch (RecordFault e) {
            return Optional.empty();
        }
    }

    /** A value as an output shows it. */
    private static BigDecimal written(Object value) {
        try {
            String json = new String(new JsonRecordWriter().line(record(value)), StandardCharsets.UTF_8);
            return new BigDecimal(json.substring(json.indexOf(':') + 1, json.indexOf('}')));
        } catch (RecordFault e) {
            throw new AssertionError(e);
        }
    }

    @Provide
    Arbitrary<String> notations() {
        Arbitrary<BigInteger> whole = Arbitraries.oneOf(
                Arbitraries.longs().map(BigInteger::valueOf),
                Arbitraries.longs().between(-1000, 1000).map(BigInteger::valueOf),
                Arbitraries.longs().between((1L << 53) - 4, (1L << 53) + 4).map(BigInteger::valueOf),
                Arbitraries.bigIntegers());
        Arbitrary<BigDecimal> decimals = Arbitraries.oneOf(
                Combinators.combine(whole, Arbitraries.integers().between(-30, 30))
                        .as(BigDecimal::new),
                Combinators.combine(whole, Arbitraries.integers().between(-420, 420))
                        .as(BigDecimal::new),
                Arbitraries.doubles().map(BigDecimal::new),
                Arbitraries.doubles().map(BigDecimal::valueOf));
        return Arbitraries.oneOf(
                        decimals.map(BigDecimal::toString),
                        decimals.map(BigDecimal::toPlainString),
                        decimals.map(BigDecimal::toEngineeringString),
                        Arbitraries.of(
                                "-0", "0", "-0.0", "0e5", "1e-400", "1E+400", "4.9e-324", "1.7976931348623157e308"))
                // Longer numbers than 1,000 characters are none.
                .filter(notation -> notation.length() <= 900);
    }

    @Provide
    Arbitrary<BigDecimal> fifteenDigits() {
        long most = 999_999_999_999_999L;
        return Combinators.combine(
                        Arbitraries.longs().between(-most, most),
                        Arbitraries.integers().between(-290, 290))
                .as((unscaled, scale) -> new BigDecimal(BigInteger.valueOf(unscaled), scale));
    }
}
