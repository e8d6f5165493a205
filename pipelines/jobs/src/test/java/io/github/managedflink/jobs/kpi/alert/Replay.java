package io.github.managedflink.jobs.kpi.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Gives a scenario to a {@link GroupMonitor} in one of the ways that watermarks allow. */
final class Replay {
    private final Scenario scenario;
    private final Random random;
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Scenario.Event> events;
    private final List<WindowMeasurement> measurements;
    private GroupState state = new GroupState();

    /** @param seed of the cuts */
    Replay(Scenario scenario, long seed) {
        this.scenario = scenario;
        this.random = new Random(seed);
        this.events = new ArrayList<>(scenario.events());
        this.measurements = new ArrayList<>(scenario.measurements());
    }

    /** Lets time pass up to the scenario's horizon. */
    List<Alert> run() {
        runUntil(scenario.horizon());
        return alerts;
    }

    List<Alert> alerts() {
        return alerts;
    }

    GroupState state() {
        return state;
    }

    GroupMonitor monitor() {
        return new GroupMonitor(scenario.layout(), scenario.rules(), Scenario.GROUP, state, alerts::add);
    }

    void runUntil(long end) {
        int longestStep = 1 + random.nextInt(random.nextBoolean() ? 15 : 300);
        long time = 0;
        while (time < end) {
            time = Math.min(end, time + 1 + random.nextInt(longestStep));
            step(time, time + random.nextInt(30));
        }
    }

    /**
     * Tells all that must be known at {@code time}, and events up to {@code ahead} that need not be, in any order; then
     * lets time pass.
     */
    private void step(long time, long ahead) {
        List<Runnable> calls = new ArrayList<>();
        Map<Long, long[]> news = new HashMap<>();
        events.removeIf(event -> {
            boolean comes = event.time() <= time || (event.time() <= ahead && random.nextBoolean());
            if (comes) {
                long pane = scenario.panes().paneOf(event.time());
                long[] times = news.computeIfAbsent(pane, start -> new long[] {event.time(), event.time()});
                times[0] = Math.min(times[0], event.time());
                times[1] = Math.max(times[1], event.time());
            }
            return comes;
        });
        GroupMonitor monitor = monitor();
        news.forEach((pane, times) -> {
            calls.add(() -> monitor.seen(pane, times[0], times[1]));
            if (random.nextBoolean()) {
                calls.add(() -> monitor.seen(pane, times[1], times[1]));
            }
        });
        measurements.removeIf(measurement -> {
            boolean comes = scenario.panes().endOf(measurement.window()) <= time + 1;
            if (comes) {
                calls.add(() -> monitor.measurement(measurement));
            }
            return comes;
        });
        Collections.shuffle(calls, random);
        calls.forEach(Runnable::run);
        // As with a timer, which is set to the time that is due and not asked again before.
        if (monitor.nextDue() <= time) {
            monitor.advanceTo(time);
        }
        if (random.nextBoolean()) {
            state = restored(state);
        }
    }

    static GroupState restored(GroupState state) {
        try {
            DataOutputSerializer bytes = new DataOutputSerializer(64);
            GroupStateSerializer.INSTANCE.serialize(state, bytes);
            return GroupStateSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
