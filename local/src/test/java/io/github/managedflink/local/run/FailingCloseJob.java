package io.github.managedflink.local.run;

import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** An application that cannot be stopped: what it has open cannot be closed. */
public final class FailingCloseJob {
    static final String FAILURE = "The connection cannot be closed.";

    private FailingCloseJob() {}

    public static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.fromSequence(1, Long.MAX_VALUE).map(new Unclosable()).sinkTo(new DiscardingSink<>());
        environment.execute();
    }

    private static final class Unclosable extends RichMapFunction<Long, Long> {
        @Override
        public Long map(Long number) {
            return number;
        }

        @Override
        public void close() {
            throw new IllegalStateException(FAILURE);
        }
    }
}
