package io.github.managedflink.local.run;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.util.Properties;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.source.SourceFunction;

/**
 * An application that reads nothing of its stack: it counts the numbers up to its setting {@code items}, one each
 * {@code millis}, in a single task, and ends. With the setting {@code source} as {@code function}, Flink does not know
 * that its source ends.
 */
@SuppressWarnings("deprecation") // A SourceFunction is the kind of source that does not tell whether it ends.
public final class SlowSequenceJob {
    /** The accumulator that counts the numbers. */
    static final String COUNTED = "counted";

    private SlowSequenceJob() {}

    public static void main(String[] arguments) throws Exception {
        Properties settings = KinesisAnalyticsRuntime.getApplicationProperties().get("Copy");
        long items = Long.parseLong(settings.getProperty("items"));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        DataStream<Long> numbers = settings.getProperty("source", "").equals("function")
                ? environment.addSource(new Numbers(items))
                : environment.fromSequence(1, items);
        numbers.map(new SlowCount(Long.parseLong(settings.getProperty("millis"))))
                .sinkTo(new DiscardingSink<>());
        environment.execute();
    }

    private static final class Numbers implements SourceFunction<Long> {
        private final long items;
        private volatile boolean running = true;

        Numbers(long items) {
            this.items = items;
        }

        @Override
        public void run(SourceContext<Long> context) {
            for (long item = 1; item <= items && running; item++) {
                synchronized (context.getCheckpointLock()) {
                    context.collect(item);
                }
            }
        }

        @Override
        public void cancel() {
            running = false;
        }
    }

    private static final class SlowCount extends RichMapFunction<Long, Long> {
        private final long millis;
        private final LongCounter counted = new LongCounter();

        SlowCount(long millis) {
            this.millis = millis;
        }

        @Override
        public void open(Configuration parameters) {
            getRuntimeContext().addAccumulator(COUNTED, counted);
        }

        @Override
        public Long map(Long number) throws InterruptedException {
            Thread.sleep(millis);
            counted.add(1);
            return number;
        }
    }
}
