package io.github.managedflink.jobs.window;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.managedflink.jobs.connector.SinkConnector;
import io.github.managedflink.jobs.connector.SinkConnectors;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink that keeps records in memory as they come, also those that come again after a failure; dead letters and late
 * events are files.
 */
final class CollectingSinks implements SinkConnectors {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** By job; the tasks are in this process. */
    private static final ConcurrentMap<String, Queue<byte[]>> COLLECTED = new ConcurrentHashMap<>();

    private final SinkConnectors files;
    private final String job = UUID.randomUUID().toString();

    CollectingSinks(SinkConnectors files) {
        this.files = files;
        COLLECTED.put(job, new ConcurrentLinkedQueue<>());
    }

    /** What has come so far, in its order. */
    List<JsonNode> entries() throws IOException {
        List<JsonNode> entries = new ArrayList<>();
        for (byte[] line : COLLECTED.get(job)) {
            entries.add(JSON.readTree(line));
        }
        return entries;
    }

    @Override
    public SinkConnector<?> sink(String name, PipelineSinkSpec sink) {
        return new Collecting(job);
    }

    @Override
    public SinkConnector<Routed<byte[]>> deadLetters() {
        return files.deadLetters();
    }

    @Override
    public SinkConnector<Routed<byte[]>> lateEvents(S3Location place) {
        return files.lateEvents(place);
    }

    private record Collecting(String job) implements SinkConnector<byte[]> {
        @Override
        public TypeInformation<byte[]> inputType() {
            return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
        }

        @Override
        public SinkEncoder<byte[]> encoder() {
            JsonRecordWriter json = new JsonRecordWriter();
            return event -> json.bytes(event.record());
        }

        @Override
        public Sink<byte[]> sink() {
            return new MemorySink(job);
        }
    }

    private record MemorySink(String job) implements Sink<byte[]> {
        @Override
        @SuppressWarnings("deprecation") // Abstract in 1.20, so it must be here.
        public SinkWriter<byte[]> createWriter(InitContext context) {
            return new MemoryWriter(COLLECTED.get(job));
        }

        @Override
        public SinkWriter<byte[]> createWriter(WriterInitContext context) {
            return new MemoryWriter(COLLECTED.get(job));
        }
    }

    private record MemoryWriter(Queue<byte[]> collected) implements SinkWriter<byte[]> {
        @Override
        public void write(byte[] element, Context context) {
            collected.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
