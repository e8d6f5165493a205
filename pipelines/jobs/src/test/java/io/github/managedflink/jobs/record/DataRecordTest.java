package io.github.managedflink.jobs.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

class DataRecordTest {
    /** An operation on a record, and on the map that it is held against. */
    private record Change(String kind, String name, Object value) {}

    @Property(seed = "1")
    void aRecordIsAMapInOrderOfInsertion(@ForAll("changes") List<Change> changes) {
        DataRecord record = new DataRecord();
        Map<String, Object> map = new LinkedHashMap<>();
        for (Change change : changes) {
            // A new instance, as names that were not interned must be found, too.
            String name = new String(change.name());
            switch (change.kind()) {
                case "put" -> {
                    record.put(name, change.value());
                    map.put(change.name(), change.value());
                }
                case "add" ->
                    assertThat(record.add(name, change.value()))
                            .isEqualTo(
                                    !map.containsKey(change.name()) && map.put(change.name(), change.value()) == null);
                default -> {
                    record.remove(name);
                    map.remove(change.name());
                }
            }
            assertThat(record.get(change.name())).isEqualTo(map.get(change.name()));
            assertThat(record.has(change.name())).isEqualTo(map.containsKey(change.name()));
        }
        assertThat(asMap(record)).isEqualTo(map);
        assertThat(List.copyOf(asMap(record).keySet())).isEqualTo(List.copyOf(map.keySet()));
    }

    private static Map<String, Object> asMap(DataRecord record) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < record.size(); i++) {
            map.put(record.nameAt(i), record.valueAt(i));
        }
        return map;
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.of("put", "add", "add", "remove"),
                        Arbitraries.integers().between(0, 60).map(i -> "field" + i),
                        Arbitraries.longs())
                .as((kind, name, value) -> new Change(kind, name, value))
                .list()
                .ofMaxSize(150);
    }

    @Property(seed = "2", tries = 300)
    void aCopyIsEqualAndSharesNothing(@ForAll("records") DataRecord record) {
        DataRecord copy = record.copy();
        assertThat(copy).isEqualTo(record).hasSameHashCodeAs(record);

        copy.put("one more", 1L);

        assertThat(record.has("one more")).isFalse();
    }

    @Property(seed = "3", tries = 300)
    void theBytesGiveTheRecordBack(@ForAll("records") DataRecord record) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        ValueCodec.write(record, out);

        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThat(ValueCodec.read(in)).isEqualTo(record);
        assertThat(in.available()).isZero();
    }

    @Provide
    Arbitrary<DataRecord> records() {
        return RecordValues.records();
    }
}
