package io.github.managedflink.local.flink;

import io.github.managedflink.local.application.Checkpoints;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An {@code AWS::KinesisAnalyticsV2::Application} of the template, with what a run of it needs.
 *
 * @param logicalId its logical id
 * @param name its physical name
 * @param jar its code
 * @param propertyGroups id to key to value
 * @param parallelism the parallelism of operators that set none
 * @param checkpoints when checkpoints are taken, or empty when they are off
 */
public record Application(
        String logicalId,
        String name,
        Path jar,
        Map<String, Map<String, String>> propertyGroups,
        int parallelism,
        Optional<Checkpoints> checkpoints) {

    public Application {
        propertyGroups = Map.copyOf(propertyGroups);
    }

    public Application withParallelism(int other) {
        return new Application(logicalId, name, jar, propertyGroups, other, checkpoints);
    }
}
