package io.github.managedflink.jobs.leaderboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * The subtasks of one operator, with what Flink does at their inputs: a record goes to its key's subtask, and the
 * watermark is the least of those of the inputs that are not idle.
 */
@SuppressWarnings("try") // Flink's harness may be interrupted when it is closed; nobody does.
public final class Stage<I, O> implements AutoCloseable {
    private final List<OneInputStreamOperatorTestHarness<I, O>> subtasks = new ArrayList<>();
    private final KeySelector<I, ?> key;
    private final int maxParallelism;
    private final long[] watermarks;
    private final boolean[] idle;
    private long watermark = Long.MIN_VALUE;
    private boolean allIdle;

    private Stage(
            int parallelism,
            int maxParallelism,
            KeySelector<I, ?> key,
            TypeInformation<O> output,
            IntFunction<OneInputStreamOperatorTestHarness<I, O>> harnesses,
            List<OperatorSubtaskState> before)
            throws Exception {
        this.key = key;
        this.maxParallelism = maxParallelism;
        this.watermarks = new long[parallelism];
        this.idle = new boolean[parallelism];
        Arrays.fill(watermarks, Long.MIN_VALUE);
        OperatorSubtaskState packed = before == null
                ? null
                : AbstractStreamOperatorTestHarness.repackageState(before.toArray(OperatorSubtaskState[]::new));
        for (int i = 0; i < parallelism; i++) {
            OneInputStreamOperatorTestHarness<I, O> subtask = harnesses.apply(i);
            subtask.getExecutionConfig().enableObjectReuse();
            subtask.setup(output.createSerializer(subtask.getExecutionConfig().getSerializerConfig()));
            if (packed != null) {
                subtask.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        packed, maxParallelism, before.size(), parallelism, i));
            }
            subtask.open();
            subtasks.add(subtask);
        }
    }

    /**
     * An operator that is chained to the one before.
     *
     * @param before the state of the subtasks of before, whose number may be another; null for none
     */
    public static <I, O> Stage<I, O> chained(
            int parallelism,
            int maxParallelism,
            Supplier<OneInputStreamOperator<I, O>> operator,
            TypeInformation<O> output,
            List<OperatorSubtaskState> before)
            throws Exception {
        return new Stage<>(
                parallelism,
                maxParallelism,
                null,
                output,
                i -> harness(
                        () -> new OneInputStreamOperatorTestHarness<>(operator.get(), maxParallelism, parallelism, i)),
                before);
    }

    public static <I, O, K> Stage<I, O> keyed(
            int parallelism,
            int maxParallelism,
            Supplier<OneInputStreamOperator<I, O>> operator,
            KeySelector<I, K> key,
            TypeInformation<K> type,
            TypeInformation<O> output,
            List<OperatorSubtaskState> before)
            throws Exception {
        return new Stage<>(
                parallelism,
                maxParallelism,
                key,
                output,
                i -> harness(() -> new KeyedOneInputStreamOperatorTestHarness<>(
                        operator.get(), key, type, maxParallelism, parallelism, i)),
                before);
    }

    private interface Maker<H> {
        H make() throws Exception;
    }

    private static <H> H harness(Maker<H> maker) {
        try {
            return maker.make();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a record to a subtask, or to that of its key. */
    public void process(int from, I value, long timestamp) throws Exception {
        int target = key == null
                ? from
                : KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        key.getKey(value), maxParallelism, subtasks.size());
        subtasks.get(target).processElement(new StreamRecord<>(value, timestamp));
    }

    /** A watermark of one of the inputs; where there is no shuffle, for one subtask. */
    public void watermark(int from, long time) throws Exception {
        if (key == null) {
            subtasks.get(from).processWatermark(time);
            return;
        }
        watermarks[from] = Math.max(watermarks[from], time);
        advance();
    }

    public void status(int from, WatermarkStatus status) throws Exception {
        if (key == null) {
            subtasks.get(from).processWatermarkStatus(status);
            return;
        }
        idle[from] = status.isIdle();
        boolean nowAllIdle = true;
        for (boolean one : idle) {
            nowAllIdle &= one;
        }
        if (nowAllIdle) {
            // Flink goes on to the greatest watermark before it becomes idle.
            advanceTo(Arrays.stream(watermarks).max().orElseThrow());
        }
        if (nowAllIdle != allIdle) {
            allIdle = nowAllIdle;
            for (OneInputStreamOperatorTestHarness<I, O> subtask : subtasks) {
                subtask.processWatermarkStatus(allIdle ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE);
            }
        }
        if (!nowAllIdle) {
            advance();
        }
    }

    /** The input comes to its end without a watermark that says so, as that of an idle source does. */
    public void finish() throws Exception {
        for (OneInputStreamOperatorTestHarness<I, O> subtask : subtasks) {
            subtask.getOperator().finish();
        }
    }

    private void advance() throws Exception {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < watermarks.length; i++) {
            // An input that was idle holds nothing back until it has caught up.
            if (!idle[i] && (watermarks[i] >= watermark || watermark == Long.MIN_VALUE)) {
                least = Math.min(least, watermarks[i]);
            }
        }
        if (least != Long.MAX_VALUE || Arrays.stream(watermarks).allMatch(time -> time == Long.MAX_VALUE)) {
            advanceTo(least);
        }
    }

    private void advanceTo(long time) throws Exception {
        if (time > watermark) {
            watermark = time;
            for (OneInputStreamOperatorTestHarness<I, O> subtask : subtasks) {
                subtask.processWatermark(time);
            }
        }
    }

    public void clock(long time) throws Exception {
        for (OneInputStreamOperatorTestHarness<I, O> subtask : subtasks) {
            subtask.setProcessingTime(time);
        }
    }

    public void beforeBarrier() throws Exception {
        for (OneInputStreamOperatorTestHarness<I, O> subtask : subtasks) {
            subtask.prepareSnapshotPreBarrier(1);
        }
    }

    public List<OperatorSubtaskState> snapshot() throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (OneInputStreamOperatorTestHarness<I, O> subtask : subtasks) {
            states.add(subtask.snapshot(1, 1));
        }
        return states;
    }

    /** Hands what has come out to the next stage, in its order. */
    public void drainTo(Stage<O, ?> next) throws Exception {
        for (int i = 0; i < subtasks.size(); i++) {
            Object element;
            while ((element = subtasks.get(i).getOutput().poll()) != null) {
                if (element instanceof Watermark) {
                    next.watermark(i, ((Watermark) element).getTimestamp());
                } else if (element instanceof WatermarkStatus) {
                    next.status(i, (WatermarkStatus) element);
                } else {
                    @SuppressWarnings("unchecked") // Nothing else comes out.
                    StreamRecord<O> record = (StreamRecord<O>) element;
                    next.process(i, record.getValue(), record.hasTimestamp() ? record.getTimestamp() : 0);
                }
            }
        }
    }

    public void drainTo(Consumer<O> consumer) {
        for (OneInputStreamOperatorTestHarness<I, O> subtask : subtasks) {
            Object element;
            while ((element = subtask.getOutput().poll()) != null) {
                if (element instanceof StreamRecord) {
                    @SuppressWarnings("unchecked") // Nothing else comes out.
                    StreamRecord<O> record = (StreamRecord<O>) element;
                    consumer.accept(record.getValue());
                }
            }
        }
    }

    public <X> List<X> side(OutputTag<X> tag) {
        List<X> all = new ArrayList<>();
        for (OneInputStreamOperatorTestHarness<I, O> subtask : subtasks) {
            var side = subtask.getSideOutput(tag);
            if (side != null) {
                StreamRecord<X> record;
                while ((record = side.poll()) != null) {
                    all.add(record.getValue());
                }
            }
        }
        return all;
    }

    public int keyedStateEntries() {
        return subtasks.stream()
                .mapToInt(subtask -> ((KeyedOneInputStreamOperatorTestHarness<?, I, O>) subtask).numKeyedStateEntries())
                .sum();
    }

    public int timers() {
        return subtasks.stream()
                .mapToInt(AbstractStreamOperatorTestHarness::numEventTimeTimers)
                .sum();
    }

    @Override
    public void close() throws Exception {
        for (OneInputStreamOperatorTestHarness<I, O> subtask : subtasks) {
            subtask.close();
        }
    }
}
