package io.github.managedflink.jobs.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.CelKind;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.record.ValueKinds;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What synth takes for fitting a schema is what the encoder takes, for each kind of value and each type. */
class ValueKindsTest {
    /** Of each kind what may be in a record, in the forms and with the values that some type takes. */
    private static final Map<CelKind, List<Object>> VALUES = Map.of(
            CelKind.STRING,
                    List.of(
                            "x",
                            "7",
                            "true",
                            "1970-01-02",
                            "A",
                            "b7e1a2f0-3c5d-4e6f-8a9b-0c1d2e3f4a5b",
                            "2026-01-01T00:00:00Z"),
            CelKind.INT, List.of(7L, new JsonNumber("7")),
            CelKind.UINT, List.of(7L),
            CelKind.DOUBLE, List.of(7.0, new JsonNumber("7.0"), new BigDecimal("7.00")),
            CelKind.BOOL, List.of(true),
            CelKind.TIMESTAMP, List.of(Instant.EPOCH, Instant.parse("2018-02-07T17:04:03.200Z")),
            CelKind.LIST, List.of(List.of()),
            CelKind.MAP, List.of(new DataRecord()),
            CelKind.NULL_TYPE, Collections.singletonList(null));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'null'",
                "'boolean'",
                "'int'",
                "'long'",
                "'float'",
                "'double'",
                "'string'",
                "'bytes'",
                "{'type':'fixed','name':'F','size':4}",
                "{'type':'enum','name':'E','symbols':['A','B']}",
                "{'type':'array','items':'long'}",
                "{'type':'map','values':'long'}",
                "{'type':'record','name':'R','fields':[]}",
                "['null','string']",
                "['null','long','boolean']",
                "['null',{'type':'array','items':'string'}]",
                "{'type':'long','logicalType':'timestamp-millis'}",
                "{'type':'long','logicalType':'timestamp-micros'}",
                "{'type':'long','logicalType':'local-timestamp-millis'}",
                "{'type':'int','logicalType':'date'}",
                "{'type':'int','logicalType':'time-millis'}",
                "{'type':'long','logicalType':'time-micros'}",
                "{'type':'bytes','logicalType':'decimal','precision':6,'scale':2}",
                "{'type':'fixed','name':'D','size':4,'logicalType':'decimal','precision':6,'scale':2}",
                "{'type':'string','logicalType':'uuid'}",
                "['null',{'type':'string','logicalType':'uuid'}]",
                "['null',{'type':'long','logicalType':'timestamp-millis'}]"
            })
    void fittingKindsAreThoseThatTheEncoderTakes(String type) {
        Schema schema = new Schema.Parser().parse(type.replace('\'', '"'));
        AvroValue encoding = new AvroValues().of(schema);

        Set<CelKind> taken = VALUES.keySet().stream()
                .filter(kind -> VALUES.get(kind).stream().anyMatch(value -> takes(encoding, value)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(CelKind.class)));

        assertThat(ValueKinds.fitting(schema)).isEqualTo(taken);
    }

    private static boolean takes(AvroValue encoding, Object value) {
        try {
            encoding.encode(value);
            return true;
        } catch (RecordFault e) {
            return false;
        }
    }
}
