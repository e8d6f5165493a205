package io.github.managedflink.local.run;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.util.Properties;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * An application that ends its process, where its setting {@code where} says: in its {@code main} method, in a
 * {@code task}, or in a {@code thread} of its own, whose exceptions nobody sees.
 */
public final class ExitingJob {
    private ExitingJob() {}

    public static void main(String[] arguments) throws Exception {
        Properties settings = KinesisAnalyticsRuntime.getApplicationProperties().get("Copy");
        String where = settings.getProperty("where");
        if (where.equals("main")) {
            System.exit(0);
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<Long> numbers = environment.fromSequence(1, Long.MAX_VALUE);
        numbers.map(number -> exit(number, where)).returns(Long.class).sinkTo(new DiscardingSink<>());
        environment.execute();
    }

    private static Long exit(Long number, String where) throws InterruptedException {
        if (where.equals("task")) {
            System.exit(0);
        }
        Thread thread = new Thread(() -> System.exit(0));
        thread.setUncaughtExceptionHandler((ended, exception) -> {});
        thread.start();
        thread.join();
        return number;
    }
}
