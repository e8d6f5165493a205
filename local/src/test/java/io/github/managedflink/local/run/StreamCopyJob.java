package io.github.managedflink.local.run;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import javax.management.ObjectName;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.streaming.api.functions.source.RichSourceFunction;

/**
 * An application as a user might have it: it finds its settings with the service's library, reads a stream of one shard
 * and writes each record as a line to S3. Lines that are "fail" fail the job. When its source is closed it puts its
 * setting {@code lastWords} into the stream, if it has one. With the setting {@code gate}, a port, it reads nothing
 * before somebody takes its connection to the port and closes it.
 */
@SuppressWarnings("deprecation") // A SourceFunction is the shortest source that can be written without a connector.
public final class StreamCopyJob {
    /** The name that its main method gives to its thread. */
    static final String MAIN_THREAD = "main-of-a-stream-copy-job";

    private StreamCopyJob() {}

    public static void main(String[] arguments) throws Exception {
        Thread.currentThread().setName(MAIN_THREAD);
        Properties settings = KinesisAnalyticsRuntime.getApplicationProperties().get("Copy");
        Properties endpoints =
                KinesisAnalyticsRuntime.getApplicationProperties().get("managedflink.local");
        if (!settings.containsKey("target")) {
            throw new IllegalArgumentException("The setting target is missing.");
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment
                .addSource(new ShardSource(
                        endpoints.getProperty("kinesis.endpoint"),
                        settings.getProperty("stream"),
                        settings.getProperty("lastWords", ""),
                        Integer.parseInt(settings.getProperty("gate", "0"))))
                .map(StreamCopyJob::failOnDemand)
                .returns(Types.STRING)
                .sinkTo(FileSink.forRowFormat(
                                new Path(settings.getProperty("target")), new SimpleStringEncoder<String>())
                        .withRollingPolicy(OnCheckpointRollingPolicy.build())
                        .build());
        environment.execute();
    }

    /** What the job registers with the process, as AWS's first SDK does. */
    public interface ReadingMBean {
        String getStream();
    }

    /** The bean itself. */
    public static final class Reading implements ReadingMBean {
        private final String stream;

        Reading(String stream) {
            this.stream = stream;
        }

        @Override
        public String getStream() {
            return stream;
        }
    }

    private static String failOnDemand(String line) {
        if (line.equals("fail")) {
            throw new IllegalStateException("This record fails the job.");
        }
        return line;
    }

    /** Reads the first shard from its beginning, over the service's JSON protocol. */
    private static final class ShardSource extends RichSourceFunction<String> {
        private static final ObjectMapper JSON = new ObjectMapper();

        private final String endpoint;
        private final String streamArn;
        private final String lastWords;
        private final int gate;
        private volatile boolean running = true;

        ShardSource(String endpoint, String streamArn, String lastWords, int gate) {
            this.endpoint = endpoint;
            this.streamArn = streamArn;
            this.lastWords = lastWords;
            this.gate = gate;
        }

        @Override
        public void run(SourceContext<String> context) throws Exception {
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new Reading(streamArn), new ObjectName("copy:task=" + System.nanoTime()));
            awaitGate();
            HttpClient client = HttpClient.newHttpClient();
            ObjectNode first =
                    request().put("ShardId", "shardId-000000000000").put("ShardIteratorType", "TRIM_HORIZON");
            String iterator = call(client, "GetShardIterator", first)
                    .path("ShardIterator")
                    .asText();
            while (running) {
                JsonNode answer = call(client, "GetRecords", request().put("ShardIterator", iterator));
                synchronized (context.getCheckpointLock()) {
                    for (JsonNode record : answer.path("Records")) {
                        byte[] data =
                                Base64.getDecoder().decode(record.path("Data").asText());
                        context.collect(new String(data, StandardCharsets.UTF_8));
                    }
                }
                iterator = answer.path("NextShardIterator").asText();
            }
        }

        /** As a source that takes its time to get what it needs. */
        private void awaitGate() throws IOException {
            if (gate > 0) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gate)) {
                    socket.getInputStream().read();
                }
            }
        }

        /** As a sink that still has something to send. */
        @Override
        public void close() throws Exception {
            if (!lastWords.isEmpty()) {
                // The thread may have been interrupted; what it sends here would go out nevertheless.
                Thread.interrupted();
                byte[] data = lastWords.getBytes(StandardCharsets.UTF_8);
                call(
                        HttpClient.newHttpClient(),
                        "PutRecord",
                        request().put("PartitionKey", "x").put("Data", data));
            }
        }

        private ObjectNode request() {
            return JSON.createObjectNode().put("StreamARN", streamArn);
        }

        private JsonNode call(HttpClient client, String action, ObjectNode body)
                throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint))
                    .header("X-Amz-Target", "Kinesis_20131202." + action)
                    .header("Content-Type", "application/x-amz-json-1.1")
                    .header("Authorization", "AWS4-HMAC-SHA256 Credential=x/20200101/us-east-1/kinesis/aws4_request")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build();
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        }

        @Override
        public void cancel() {
            running = false;
        }
    }
}
