package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.window.Panes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The name, KPIs, windows and times of a monitor, which are the same for all of its groups and rules. */
public final class MonitorLayout {
    private final String monitor;
    private final List<String> kpis;
    private final double[] emptyValues;
    private final Panes panes;
    private final long groupTtl;

    /**
     * @param monitor its name, which is part of the ids of alerts
     * @param kpis the names of the KPIs, in the order of the values of a {@link WindowMeasurement}
     * @param emptyValues the value of each KPI in a window without events; NaN if it has none
     * @param panes the windows
     * @param groupTtl after how many milliseconds without events a group is forgotten, no less than a window is long
     */
    public MonitorLayout(String monitor, List<String> kpis, double[] emptyValues, Panes panes, long groupTtl) {
        this.monitor = monitor;
        this.kpis = List.copyOf(kpis);
        this.emptyValues = emptyValues.clone();
        this.panes = panes;
        this.groupTtl = groupTtl;
    }

    /** The same with more KPIs behind its own, which have no values: for rules of before. */
    public MonitorLayout withKpis(List<String> more) {
        List<String> all = new ArrayList<>(kpis);
        more.stream().filter(kpi -> !kpis.contains(kpi)).forEach(all::add);
        double[] values = Arrays.copyOf(emptyValues, all.size());
        Arrays.fill(values, kpis.size(), values.length, Double.NaN);
        return new MonitorLayout(monitor, all, values, panes, groupTtl);
    }

    String monitor() {
        return monitor;
    }

    /** The place of a KPI in a measurement. */
    int indexOf(String kpi) {
        int index = kpis.indexOf(kpi);
        if (index < 0) {
            throw new IllegalArgumentException("no KPI " + kpi);
        }
        return index;
    }

    double emptyValue(int kpi) {
        return emptyValues[kpi];
    }

    Panes panes() {
        return panes;
    }

    long groupTtl() {
        return groupTtl;
    }
}
