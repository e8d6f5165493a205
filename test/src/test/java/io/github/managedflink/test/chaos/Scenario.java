package io.github.managedflink.test.chaos;

import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.test.chaos.Disturbance.Fault;
import io.github.managedflink.test.chaos.Disturbance.Kill;
import io.github.managedflink.test.chaos.Disturbance.KillWhileWaiting;
import io.github.managedflink.test.chaos.Disturbance.Pause;
import io.github.managedflink.test.chaos.Disturbance.Reshard;
import io.github.managedflink.test.chaos.Disturbance.Restart;
import io.github.managedflink.test.chaos.Disturbance.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is run and what comes over it, drawn from a seed. The same seed gives the same plan; when each event meets each
 * disturbance is up to the machine.
 *
 * @param pipeline what the events are for
 * @param shards of the source at the start
 * @param parallelism at the start
 * @param deduplicated whether repeated events count once
 * @param steps in their order
 */
record Scenario(
        long seed,
        Pipeline pipeline,
        ChaosSource source,
        Set<ChaosSink> sinks,
        int shards,
        int parallelism,
        boolean deduplicated,
        List<Step> steps) {
    private static final int MAX_SHARDS = 4;
    private static final int MAX_PARALLELISM = 3;
    private static final int MAX_FAULT_MILLIS = 4_000;
    private static final int REPEATED = 50;

    /** The kinds of pipelines. */
    enum Pipeline {
        ETL,
        LEADERBOARD,
        MONITOR
    }

    /**
     * Some events and what happens as soon as they have been put.
     *
     * @param events may repeat some of before
     */
    record Step(List<Event> events, Disturbance disturbance) {}

    static Scenario draw(long seed) {
        Random random = new Random(seed);
        Pipeline pipeline = oneOf(random, List.of(Pipeline.values()));
        ChaosSource source = oneOf(random, List.of(ChaosSource.values()));
        Set<ChaosSink> sinks = EnumSet.of(ChaosSink.S3, ChaosSink.DYNAMODB);
        if (pipeline == Pipeline.ETL) {
            EnumSet.complementOf(EnumSet.copyOf(sinks)).stream()
                    .filter(sink -> random.nextBoolean())
                    .forEach(sinks::add);
        }
        int shards = 1 + random.nextInt(MAX_SHARDS);
        int parallelism = 1 + random.nextInt(MAX_PARALLELISM);
        boolean deduplicated = random.nextBoolean();
        Set<String> services = services(source, sinks);

        List<Step> steps = new ArrayList<>();
        int next = 0;
        int count = 4 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            int size = 100 + random.nextInt(500);
            List<Event> events = new ArrayList<>(events(next, next + size));
            if (deduplicated && i > 0 && random.nextBoolean()) {
                // Older ones would be late before it is asked whether they are repeated.
                events.addAll(events(next - REPEATED, next));
            }
            next += size;
            steps.add(new Step(List.copyOf(events), disturbance(random, List.copyOf(services), source.isKinesis())));
        }
        return new Scenario(seed, pipeline, source, sinks, shards, parallelism, deduplicated, List.copyOf(steps));
    }

    private static List<Event> events(int from, int to) {
        return IntStream.range(from, to).mapToObj(Event::new).toList();
    }

    private static Set<String> services(ChaosSource source, Set<ChaosSink> sinks) {
        return Stream.concat(Stream.of(source.service()), sinks.stream().map(ChaosSink::service))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Disturbance disturbance(Random random, List<String> services, boolean resharded) {
        int kind = random.nextInt(10);
        if (kind < 2) {
            return new Kill();
        }
        if (kind == 2) {
            return new KillWhileWaiting();
        }
        if (kind < 5 || (kind == 5 && !resharded)) {
            return new Fault(fault(random, oneOf(random, services)));
        }
        if (kind == 5) {
            return new Reshard(1 + random.nextInt(MAX_SHARDS));
        }
        if (kind < 8) {
            return new Restart(1 + random.nextInt(MAX_PARALLELISM + 1), random.nextInt(3) == 0);
        }
        return kind == 8 ? new Savepoint() : new Pause();
    }

    private static ServiceFault fault(Random random, String service) {
        Duration lasting = Duration.ofMillis(500 + random.nextInt(MAX_FAULT_MILLIS));
        ServiceFault fault =
                switch (random.nextInt(4)) {
                    case 0 -> ServiceFault.throttle(service, lasting);
                    case 1 -> ServiceFault.serverErrors(service, lasting);
                    case 2 -> ServiceFault.cutConnections(service, lasting);
                    default -> ServiceFault.delay(service, Duration.ofMillis(50 + random.nextInt(500)), lasting);
                };
        return fault.after(random.nextInt(20));
    }

    private static <T> T oneOf(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** All that is put, in the order in which it is. */
    List<Event> events() {
        return steps.stream().flatMap(step -> step.events().stream()).toList();
    }

    /**
     * How often the job may restart: for each kill, and for each time that Kinesis breaks connections off, after which
     * Flink's polling consumer does not ask again.
     */
    long mostRestarts() {
        return steps.stream()
                .map(Step::disturbance)
                .filter(each -> each instanceof Kill
                        || each instanceof KillWhileWaiting
                        || (each instanceof Restart restart && restart.afterKill())
                        || (each instanceof Fault fault && endsPolling(fault.fault())))
                .count();
    }

    private boolean endsPolling(ServiceFault fault) {
        return source == ChaosSource.KINESIS_POLLING
                && fault.service().equals(source.service())
                && fault.kind() == ServiceFault.Kind.CUT_CONNECTION;
    }

    /** To be read when it fails; the events are numbers only. */
    @Override
    public String toString() {
        return "seed %d: %s from %s (%d shards) to %s, parallelism %d%s: %s"
                .formatted(
                        seed,
                        pipeline,
                        source,
                        shards,
                        sinks,
                        parallelism,
                        deduplicated ? ", deduplicated" : "",
                        steps.stream()
                                .map(step -> step.events().size() + " " + step.disturbance())
                                .toList());
    }
}
