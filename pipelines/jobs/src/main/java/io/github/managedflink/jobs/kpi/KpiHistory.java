package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.window.Panes;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import java.time.Duration;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Compares the values of a group's windows with those of earlier ones. What is remembered has a fixed number of places,
 * each of which the windows take in turn; a group that is silent for long finds that those of before do not count.
 */
final class KpiHistory {
    private static final MapStateDescriptor<Integer, Tuple2<Long, double[]>> STATE = new MapStateDescriptor<>(
            "kpi-history", Types.INT, Types.TUPLE(Types.LONG, PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO));

    private static final MapStateDescriptor<Long, double[]> FORESEEN = new MapStateDescriptor<>(
            "kpi-foreseen", Types.LONG, PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final Panes panes;
    private final long step;
    /** For each KPI, how much earlier the window is that it is compared with; 0 if it is not. */
    private final long[] earlier;

    private final int places;
    private final MapState<Integer, Tuple2<Long, double[]>> state;
    /**
     * The values of windows that are still open. They have no place in turn, as they would take those of windows that
     * the ones before them need.
     */
    private final MapState<Long, double[]> foreseen;

    private KpiHistory(Panes panes, long step, long[] earlier, int places, KeyedStateStore store) {
        this.panes = panes;
        this.step = step;
        this.earlier = earlier;
        this.places = places;
        this.state = places == 0 ? null : store.getMapState(STATE);
        this.foreseen = places == 0 ? null : store.getMapState(FORESEEN);
    }

    static KpiHistory of(KpiMonitorSpec spec, Panes panes, KeyedStateStore store) {
        Duration step = spec.window().step();
        long[] earlier = spec.kpis().values().stream()
                .mapToLong(kpi -> earlier(kpi, spec))
                .toArray();
        long farthest = 0;
        for (long span : earlier) {
            farthest = Math.max(farthest, span);
        }
        int places = farthest == 0 ? 0 : (int) (farthest / step.toMillis()) + 1;
        return new KpiHistory(panes, step.toMillis(), earlier, places, store);
    }

    private static long earlier(Kpi kpi, KpiMonitorSpec spec) {
        if (kpi.change() == null) {
            return 0;
        }
        if (kpi.change() == Kpi.Change.EARLIER_WINDOW) {
            return kpi.earlier().toMillis();
        }
        Duration size = spec.window().size();
        return (size == null ? spec.window().step() : size).toMillis();
    }

    /** Puts changes in the place of the values that are to be compared. */
    double[] compare(long window, double[] values) throws Exception {
        if (places == 0) {
            return values;
        }
        double[] compared = changes(window, values);
        state.put(place(window), Tuple2.of(window, values));
        foreseen.remove(window);
        return compared;
    }

    /** The same of a window that is still open. */
    double[] foresee(long window, double[] values) throws Exception {
        if (places == 0) {
            return values;
        }
        foreseen.put(window, values);
        return changes(window, values);
    }

    private double[] changes(long window, double[] values) throws Exception {
        double[] compared = values.clone();
        for (int i = 0; i < values.length; i++) {
            if (earlier[i] > 0) {
                compared[i] = change(values[i], valueOf(windowBefore(window, earlier[i]), i));
            }
        }
        return compared;
    }

    private static double change(double now, double then) {
        // NaN, where one of them is none, stays what it is.
        return then == 0 ? Double.NaN : (now - then) / Math.abs(then);
    }

    private double valueOf(long window, int kpi) throws Exception {
        Tuple2<Long, double[]> kept = state.get(place(window));
        double[] values = kept == null || kept.f0 != window ? foreseen.get(window) : kept.f1;
        return values == null || kpi >= values.length ? Double.NaN : values[kpi];
    }

    /** From the middle of the first pane, so that days of 23 or 25 hours do not matter. */
    private long windowBefore(long window, long span) {
        return panes.paneOf(window + step / 2 - span);
    }

    private int place(long window) {
        // Days are counted, because those of 23 or 25 hours end at other hours of UTC.
        return (int) Math.floorMod(panes.numberOf(window), (long) places);
    }

    void clear() {
        if (state != null) {
            state.clear();
            foreseen.clear();
        }
    }
}
