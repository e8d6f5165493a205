package io.github.managedflink.test.chaos;

import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.local.run.RunningStack;
import io.github.managedflink.test.chaos.Disturbance.Fault;
import io.github.managedflink.test.chaos.Disturbance.Kill;
import io.github.managedflink.test.chaos.Disturbance.KillWhileWaiting;
import io.github.managedflink.test.chaos.Disturbance.Pause;
import io.github.managedflink.test.chaos.Disturbance.Reshard;
import io.github.managedflink.test.chaos.Disturbance.Restart;
import io.github.managedflink.test.chaos.Disturbance.Savepoint;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;

/** Carries a scenario out. */
final class ChaosRun {
    private final RunningStack running;

    private ChaosRun(RunningStack running) {
        this.running = running;
    }

    static LocalRunResult of(Scenario scenario, Path out, Consumer<String> progress) {
        SynthesizedStack stack = ChaosStack.of(scenario);
        try (RunningStack running = LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .out(out)
                .progress(progress)
                .start()) {
            ChaosRun run = new ChaosRun(running);
            for (Scenario.Step step : scenario.steps()) {
                running.put(
                        ChaosStack.EVENTS,
                        step.events().stream().map(Event::bytes).toList());
                run.disturb(step.disturbance());
            }
            running.awaitDrained();
            return scenario.pipeline() == Scenario.Pipeline.ETL ? running.stop() : running.finish();
        }
    }

    private void disturb(Disturbance disturbance) {
        if (disturbance instanceof Kill) {
            running.killTaskManager();
        } else if (disturbance instanceof KillWhileWaiting) {
            CompletableFuture<Void> kill = CompletableFuture.runAsync(running::killTaskManager);
            running.awaitDrained();
            kill.join();
        } else if (disturbance instanceof Fault fault) {
            running.inject(fault.fault());
        } else if (disturbance instanceof Reshard reshard) {
            reshard(reshard.shards());
        } else if (disturbance instanceof Restart restart) {
            restart(restart);
        } else if (disturbance instanceof Savepoint) {
            running.savepoint(ChaosStack.APPLICATION);
        } else if (disturbance instanceof Pause) {
            running.awaitDrained();
        }
    }

    private void restart(Restart restart) {
        if (restart.afterKill()) {
            running.killTaskManager();
        }
        String savepoint = running.stop(ChaosStack.APPLICATION).savepoint().orElseThrow();
        running.start(ChaosStack.APPLICATION, savepoint, restart.parallelism());
    }

    private void reshard(int shards) {
        try (KinesisClient kinesis = KinesisClient.builder()
                .endpointOverride(running.kinesisEndpoint())
                .region(Region.of(SynthesizedStack.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local-secret")))
                .build()) {
            int open = kinesis.describeStreamSummary(request -> request.streamName(ChaosStack.EVENTS))
                    .streamDescriptionSummary()
                    .openShardCount();
            while (open != shards) {
                // One call takes no more than half away and no more than as many to it.
                int next = Math.max((open + 1) / 2, Math.min(2 * open, shards));
                kinesis.updateShardCount(request -> request.streamName(ChaosStack.EVENTS)
                        .targetShardCount(next)
                        .scalingType(ScalingType.UNIFORM_SCALING));
                kinesis.waiter().waitUntilStreamExists(request -> request.streamName(ChaosStack.EVENTS));
                open = next;
            }
        }
    }
}
