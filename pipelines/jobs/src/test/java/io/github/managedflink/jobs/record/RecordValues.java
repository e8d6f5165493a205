package io.github.managedflink.jobs.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitrary records, for properties. Without doubles, which have more than one notation. */
public final class RecordValues {
    private RecordValues() {}

    public static Arbitrary<DataRecord> records() {
        return records(2);
    }

    private static Arbitrary<DataRecord> records(int depth) {
        return Arbitraries.maps(
                        Arbitraries.strings().ofMaxLength(6), values(depth).injectNull(0.1))
                .ofMaxSize(30)
                .map(fields -> {
                    DataRecord record = new DataRecord();
                    fields.forEach(record::put);
                    return record;
                });
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12).map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.bigDecimals().map(BigDecimal::toString).map(JsonNumber::new),
                Arbitraries.bigDecimals().map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.longs()
                        .between(-62_135_596_800_000L, 253_402_300_799_999L)
                        .map(Instant::ofEpochMilli));
        if (depth == 0) {
            return scalars;
        }
        return Arbitraries.oneOf(
                scalars,
                scalars,
                records(depth - 1).map(Object.class::cast),
                values(depth - 1).injectNull(0.1).list().ofMaxSize(4).map(ArrayList::new));
    }
}
