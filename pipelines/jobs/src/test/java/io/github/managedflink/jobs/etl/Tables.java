package io.github.managedflink.jobs.etl;

import io.github.managedflink.jobs.async.EntryCodec;
import io.github.managedflink.jobs.async.EntryTypeInfo;
import io.github.managedflink.jobs.async.SinkEntry;
import io.github.managedflink.jobs.connector.Replacement;
import io.github.managedflink.jobs.connector.SinkConnector;
import io.github.managedflink.jobs.connector.SinkConnectors;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Sinks that keep what comes last under each field "key", in memory. Which records replace one another is left to the
 * connectors that they stand for.
 */
final class Tables implements SinkConnectors {
    private static final long serialVersionUID = 1L;
    /** By run and sink; the tasks are in this process. */
    private static final ConcurrentMap<String, ConcurrentMap<String, String>> TABLES = new ConcurrentHashMap<>();

    private final SinkConnectors real;
    private final String run = UUID.randomUUID().toString();

    Tables(SinkConnectors real) {
        this.real = real;
    }

    /** Values by keys. */
    Map<String, String> of(String sink) {
        return TABLES.get(run + sink);
    }

    @Override
    public SinkConnector<?> sink(String name, PipelineSinkSpec sink) {
        TABLES.putIfAbsent(run + name, new ConcurrentSkipListMap<>());
        return table(real.sink(name, sink), run + name);
    }

    private static <T> Table<T> table(SinkConnector<T> connector, String name) {
        return new Table<>(connector, name);
    }

    @Override
    public SinkConnector<Routed<byte[]>> deadLetters() {
        return real.deadLetters();
    }

    @Override
    public SinkConnector<Routed<byte[]>> lateEvents(S3Location place) {
        return real.lateEvents(place);
    }

    private record Table<T>(SinkConnector<T> real, String name) implements SinkConnector<Row> {
        @Override
        public TypeInformation<Row> inputType() {
            return new EntryTypeInfo<>(new Row.Codec());
        }

        @Override
        public SinkEncoder<Row> encoder() {
            SinkEncoder<T> encoder = real.encoder();
            Optional<Replacement<T>> replacement = real.replacement();
            return event -> {
                T entry = encoder.encode(event);
                return new Row(
                        event.message(),
                        replacement.map(keys -> keys.getKey(entry)).orElse(""),
                        String.valueOf(event.record().get("key")),
                        value(event));
            };
        }

        private static String value(PipelineEvent event) {
            Object item = event.record().get("items");
            return event.record().get("value") + (item instanceof java.util.List ? "" : ":" + item);
        }

        @Override
        public Optional<Replacement<Row>> replacement() {
            return real.replacement().map(keys -> new Replacement<>(Row::replaces, SinkEntry::message));
        }

        @Override
        public Sink<Row> sink() {
            return new MemorySink(name);
        }
    }

    /** A value with its key, and with what the connector takes for the key. */
    static final class Row extends SinkEntry {
        private static final long serialVersionUID = 1L;

        private final String replaces;
        private final String key;
        private final String value;

        Row(Message message, String replaces, String key, String value) {
            super(message);
            this.replaces = replaces;
            this.key = key;
            this.value = value;
        }

        String replaces() {
            return replaces;
        }

        @Override
        public long sizeInBytes() {
            return value.length();
        }

        /** Three texts. */
        public static final class Codec extends EntryCodec<Row> {
            private static final long serialVersionUID = 1L;

            @Override
            public Class<Row> type() {
                return Row.class;
            }

            @Override
            protected void writeContent(Row row, DataOutputView out) throws IOException {
                StringValue.writeString(row.replaces, out);
                StringValue.writeString(row.key, out);
                StringValue.writeString(row.value, out);
            }

            @Override
            protected Row readContent(Message message, DataInputView in) throws IOException {
                return new Row(
                        message, StringValue.readString(in), StringValue.readString(in), StringValue.readString(in));
            }
        }
    }

    private record MemorySink(String table) implements Sink<Row> {
        @Override
        @SuppressWarnings("deprecation") // Abstract in 1.20, so it must be here.
        public SinkWriter<Row> createWriter(InitContext context) {
            return new MemoryWriter(TABLES.get(table));
        }

        @Override
        public SinkWriter<Row> createWriter(WriterInitContext context) {
            return new MemoryWriter(TABLES.get(table));
        }
    }

    private record MemoryWriter(Map<String, String> table) implements SinkWriter<Row> {
        @Override
        public void write(Row row, Context context) {
            table.put(row.key, row.value);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
