package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.metric.Varint;
import io.github.managedflink.jobs.window.Panes;
import io.github.managedflink.model.kpi.Threshold;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The last windows that had a verdict, the oldest first. Values are kept rather than verdicts, because what counts as a
 * breach depends on the state at the time of asking.
 */
final class WindowHistory {
    private static final int ENOUGH_FOR_MOST = 4;

    private long[] windows;
    private double[] values;
    private long[] samples;
    private int size;

    WindowHistory() {
        this(0);
    }

    private WindowHistory(int capacity) {
        windows = new long[capacity];
        values = new double[capacity];
        samples = new long[capacity];
    }

    /** Adds a window; of more than {@code limit} the oldest are left out. */
    void add(long window, double value, long sample, int limit) {
        keepLast(limit - 1);
        if (size == windows.length) {
            int capacity = Math.min(limit, Math.max(ENOUGH_FOR_MOST, 2 * size));
            windows = Arrays.copyOf(windows, capacity);
            values = Arrays.copyOf(values, capacity);
            samples = Arrays.copyOf(samples, capacity);
        }
        windows[size] = window;
        values[size] = value;
        samples[size] = sample;
        size++;
    }

    void keepLast(int limit) {
        int surplus = size - limit;
        if (surplus > 0) {
            System.arraycopy(windows, surplus, windows, 0, limit);
            System.arraycopy(values, surplus, values, 0, limit);
            System.arraycopy(samples, surplus, samples, 0, limit);
            size = limit;
        }
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** Whether it holds {@code count} windows, all without events and with a value. */
    boolean isFullOf(double value, int count) {
        boolean isFull = size == count;
        for (int i = 0; i < size && isFull; i++) {
            isFull = samples[i] == 0 && values[i] == value;
        }
        return isFull;
    }

    int breaches(Threshold threshold, boolean reached) {
        int breaches = 0;
        for (int i = 0; i < size; i++) {
            if (threshold.isBreachedBy(values[i], reached)) {
                breaches++;
            }
        }
        return breaches;
    }

    /** The windows that breach a threshold, or those that do not. */
    List<WindowValue> select(Threshold threshold, boolean reached, boolean breaching, Panes panes) {
        List<WindowValue> selected = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            if (threshold.isBreachedBy(values[i], reached) == breaching) {
                selected.add(get(i, panes));
            }
        }
        return selected;
    }

    WindowValue newest(Panes panes) {
        return size == 0 ? null : get(size - 1, panes);
    }

    private WindowValue get(int i, Panes panes) {
        return new WindowValue(windows[i], panes.endOf(windows[i]), values[i], samples[i]);
    }

    void write(DataOutputView out) throws IOException {
        Varint.write(size, out);
        long before = 0;
        for (int i = 0; i < size; i++) {
            Varint.writeSigned(windows[i] - before, out);
            before = windows[i];
            out.writeDouble(values[i]);
            Varint.write(samples[i], out);
        }
    }

    static WindowHistory read(DataInputView in) throws IOException {
        int size = (int) Varint.read(in);
        WindowHistory history = new WindowHistory(size);
        long before = 0;
        for (int i = 0; i < size; i++) {
            before += Varint.readSigned(in);
            history.windows[i] = before;
            history.values[i] = in.readDouble();
            history.samples[i] = Varint.read(in);
        }
        history.size = size;
        return history;
    }
}
