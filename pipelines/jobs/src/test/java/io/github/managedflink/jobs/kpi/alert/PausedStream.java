package io.github.managedflink.jobs.kpi.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Gives a scenario to a {@link GroupWatch} as a stream does: in another order than that of event times, with a
 * watermark behind it, and with pauses in which the clock goes on.
 */
final class PausedStream {
    private final Scenario scenario;
    private final long outOfOrderness;
    private final Random random;
    private final List<Scenario.Event> arrivals = new ArrayList<>();
    private final List<Scenario.Event> arrived = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final Set<Alert> inSilence = new HashSet<>();
    private WatchState state = new WatchState();
    private long watermark = Long.MIN_VALUE;
    private long closedUntil = Long.MIN_VALUE;

    /** @param seed of the order and the cuts */
    PausedStream(Scenario scenario, long outOfOrderness, long seed) {
        this.scenario = scenario;
        this.outOfOrderness = outOfOrderness;
        this.random = new Random(seed);
        Map<Scenario.Event, Long> delayed = new HashMap<>();
        scenario.events().forEach(event -> delayed.put(event, event.time() + random.nextLong(outOfOrderness + 1)));
        arrivals.addAll(scenario.events());
        arrivals.sort(Comparator.comparing(delayed::get));
    }

    /** What has gone out, in its order. */
    List<Alert> alerts() {
        return alerts;
    }

    /** Whether an alert has gone out in a pause. */
    boolean isFromSilence(Alert alert) {
        return inSilence.contains(alert);
    }

    /**
     * @param pauses how long to pause before an event, by its number; for {@link Long#MAX_VALUE} as long as what is
     *     still to come is later
     */
    List<Alert> run(Map<Integer, Long> pauses) {
        for (int i = 0; i < arrivals.size(); i++) {
            if (pauses.containsKey(i) && watermark != Long.MIN_VALUE) {
                // No longer than event time goes on, which has the last word on what the clock says.
                pause(Math.min(scenario.horizon(), endOfPause(pauses.get(i), i)));
            }
            arrive(arrivals.get(i));
            if (random.nextInt(4) > 0) {
                advanceTo(newest() - outOfOrderness - 1);
            }
        }
        for (long time = watermark; time < scenario.horizon(); ) {
            time = Math.min(scenario.horizon(), Math.max(time, 0) + 1 + random.nextInt(40));
            advanceTo(time);
        }
        return alerts;
    }

    private long endOfPause(long length, int next) {
        return length < Long.MAX_VALUE
                ? watermark + length
                : arrivals.subList(next, arrivals.size()).stream()
                                .mapToLong(Scenario.Event::time)
                                .min()
                                .orElseThrow()
                        - 1;
    }

    private long newest() {
        return arrived.stream().mapToLong(Scenario.Event::time).max().orElseThrow();
    }

    private GroupWatch watch() {
        if (random.nextInt(4) == 0) {
            state = restored(state);
        }
        return new GroupWatch(scenario.layout(), scenario.rules(), Scenario.GROUP, state, alerts::add);
    }

    private void arrive(Scenario.Event event) {
        arrived.add(event);
        watch().seen(scenario.panes().paneOf(event.time()), event.time(), event.time());
    }

    private void advanceTo(long time) {
        if (time <= watermark) {
            return;
        }
        watermark = time;
        GroupWatch watch = watch();
        measurements(closedUntil, time + 1).forEach(watch::measurement);
        closedUntil = time + 1;
        if (watch.nextDue() <= time) {
            watch.advanceTo(time);
        }
        assertThat(watch.nextDue() > time);
    }

    private void pause(long end) {
        int before = alerts.size();
        for (long clock = watermark; clock < end; ) {
            clock = Math.min(end, clock + 1 + random.nextInt(20));
            GroupWatch watch = watch();
            // What is foreseen may take longer than the clock.
            long foreseen = random.nextInt(3) == 0 ? clock - 5 : clock + 1;
            measurements(closedUntil, foreseen).forEach(watch::foreseen);
            if (watch.nextDueInSilence() <= clock) {
                watch.silentUntil(clock);
            }
            assertThat(watch.nextDueInSilence() > clock);
        }
        inSilence.addAll(alerts.subList(before, alerts.size()));
    }

    private static void assertThat(boolean holds) {
        if (!holds) {
            throw new AssertionError("a timer would be due again at once");
        }
    }

    /** Those of the windows that end later than a time and until another, by what has arrived. */
    private List<WindowMeasurement> measurements(long after, long until) {
        List<WindowMeasurement> measurements = new ArrayList<>();
        long first = Math.max(after, 0) - scenario.size();
        for (long window = scenario.panes().paneOf(first); window + scenario.size() <= until && window <= newest(); ) {
            long start = window;
            List<Scenario.Event> inside = arrived.stream()
                    .filter(event -> event.time() >= start && event.time() < start + scenario.size())
                    .toList();
            if (start + scenario.size() > after && !inside.isEmpty()) {
                measurements.add(Scenario.measurement(start, inside));
            }
            window += scenario.slide();
        }
        return measurements;
    }

    private static WatchState restored(WatchState state) {
        try {
            DataOutputSerializer bytes = new DataOutputSerializer(64);
            WatchStateSerializer.INSTANCE.serialize(state, bytes);
            return WatchStateSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
