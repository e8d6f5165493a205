package io.github.managedflink.jobs.cel;

import dev.cel.common.values.NullValue;
import io.github.managedflink.jobs.record.DataRecord;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A record as the map that cel-java reads, converted as it is read. */
final class CelRecordView extends AbstractMap<String, Object> {
    private final DataRecord record;

    CelRecordView(DataRecord record) {
        this.record = record;
    }

    /** A record's value as cel-java takes it. */
    static Object of(Object value) {
        if (value == null) {
            return NullValue.NULL_VALUE;
        }
        Object own;
        try {
            own = CelValues.operand(value);
        } catch (CelFault e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (own instanceof BigDecimal) {
            return CelDecimal.of((BigDecimal) own);
        }
        if (own instanceof DataRecord) {
            return new CelRecordView((DataRecord) own);
        }
        return own instanceof List ? new ListView((List<?>) own) : own;
    }

    @Override
    public Object get(Object key) {
        int position = key instanceof String ? record.indexOf((String) key) : -1;
        return position < 0 ? null : of(record.valueAt(position));
    }

    @Override
    public boolean containsKey(Object key) {
        return key instanceof String && record.has((String) key);
    }

    @Override
    public int size() {
        return record.size();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return IntStream.range(0, record.size())
                        .<Map.Entry<String, Object>>mapToObj(
                                i -> new SimpleImmutableEntry<>(record.nameAt(i), of(record.valueAt(i))))
                        .iterator();
            }

            @Override
            public int size() {
                return record.size();
            }
        };
    }

    private static final class ListView extends AbstractList<Object> {
        private final List<?> elements;

        ListView(List<?> elements) {
            this.elements = elements;
        }

        @Override
        public Object get(int index) {
            return of(elements.get(index));
        }

        @Override
        public int size() {
            return elements.size();
        }
    }
}
