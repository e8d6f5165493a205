package io.github.managedflink.local.run;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.SimpleUdfStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamMap;

/**
 * An application after which its cluster is slow to clean up: a coordinator, which Flink closes before it deletes the
 * job's checkpoints, holds that up for some seconds. It connects to the port of its setting {@code listener} and tells
 * it whether the other side, which is to give the connection up once the run is over, did so before that.
 */
@SuppressWarnings("deprecation") // A SourceFunction is the shortest source that can be written without a connector.
public final class SlowCleanUpJob {
    /** What the listener reads when the cluster cleaned up before the run was over. */
    public static final int DURING_THE_RUN = 1;
    /** What it reads when the run was over first. */
    static final int AFTER_THE_RUN = 2;

    /** A run that does not wait is over in a fraction of it. */
    private static final int MILLIS_HELD_UP = 3_000;

    private SlowCleanUpJob() {}

    public static void main(String[] arguments) throws Exception {
        int listener = Integer.parseInt(
                KinesisAnalyticsRuntime.getApplicationProperties().get("Copy").getProperty("listener"));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment
                .addSource(new SilentSource(), Types.STRING)
                .transform("slow", Types.STRING, new SlowOperator(listener))
                .sinkTo(new DiscardingSink<>());
        environment.execute();
    }

    private static final class SilentSource implements SourceFunction<String> {
        private transient CountDownLatch cancelled;

        @Override
        public void run(SourceContext<String> context) throws InterruptedException {
            cancelled().await();
        }

        @Override
        public void cancel() {
            cancelled().countDown();
        }

        private synchronized CountDownLatch cancelled() {
            if (cancelled == null) {
                cancelled = new CountDownLatch(1);
            }
            return cancelled;
        }
    }

    private static final class SlowOperator extends SimpleUdfStreamOperatorFactory<String>
            implements CoordinatedOperatorFactory<String>, OneInputStreamOperatorFactory<String, String> {
        private final int listener;

        SlowOperator(int listener) {
            super(new StreamMap<String, String>(each -> each));
            this.listener = listener;
        }

        @Override
        public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
            return new CoordinatorProvider(id, listener);
        }
    }

    private static final class CoordinatorProvider implements OperatorCoordinator.Provider {
        private final OperatorID id;
        private final int listener;

        CoordinatorProvider(OperatorID id, int listener) {
            this.id = id;
            this.listener = listener;
        }

        @Override
        public OperatorID getOperatorId() {
            return id;
        }

        @Override
        public OperatorCoordinator create(OperatorCoordinator.Context context) {
            return new SlowCoordinator(listener);
        }
    }

    /** It has no state and nothing to say to its operators. */
    private static final class SlowCoordinator implements OperatorCoordinator {
        private final int listener;

        SlowCoordinator(int listener) {
            this.listener = listener;
        }

        @Override
        public void close() throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener)) {
                socket.getOutputStream().write(isGivenUp(socket) ? AFTER_THE_RUN : DURING_THE_RUN);
            }
        }

        private static boolean isGivenUp(Socket socket) throws IOException {
            socket.setSoTimeout(MILLIS_HELD_UP);
            try {
                return socket.getInputStream().read() < 0;
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        @Override
        public void start() {}

        @Override
        public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {}

        @Override
        public void checkpointCoordinator(long checkpoint, CompletableFuture<byte[]> state) {
            state.complete(new byte[0]);
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {}

        @Override
        public void resetToCheckpoint(long checkpoint, byte[] state) {}

        @Override
        public void subtaskReset(int subtask, long checkpoint) {}

        @Override
        public void executionAttemptFailed(int subtask, int attempt, Throwable reason) {}

        @Override
        public void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {}
    }
}
