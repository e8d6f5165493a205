package com.example;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;

/** Kinesis to S3, in the shape of AWS's getting-started example: it knows of no stand-ins. */
@SuppressWarnings("deprecation") // The consumer that the example has.
public final class GettingStartedJob {
    private GettingStartedJob() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Properties> groups = KinesisAnalyticsRuntime.getApplicationProperties();
        Properties input = groups.get("InputStream0");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment
                .addSource(
                        new FlinkKinesisConsumer<>(input.getProperty("stream.name"), new SimpleStringSchema(), input),
                        "Kinesis source")
                .sinkTo(FileSink.forRowFormat(
                                new Path("s3a://" + groups.get("Output").getProperty("bucket.name") + "/data"),
                                new SimpleStringEncoder<String>())
                        .build());
        environment.execute("Kinesis to S3");
    }
}
