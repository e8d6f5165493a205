package com.example;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Calls a URL for each record, and goes on where the call fails. */
public final class CallingJob {
    private CallingJob() {}

    public static void main(String[] arguments) throws Exception {
        String url =
                KinesisAnalyticsRuntime.getApplicationProperties().get("Call").getProperty("url");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment
                .fromSequence(1, Long.MAX_VALUE)
                .map(number -> call(url))
                .returns(Types.STRING)
                .sinkTo(new DiscardingSink<>());
        environment.execute("Calls");
    }

    private static String call(String url) throws InterruptedException {
        try (InputStream answer = new URL(url).openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
