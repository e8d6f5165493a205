package io.github.managedflink.local.flink;

import io.github.managedflink.local.application.Checkpoints;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An {@code AWS::KinesisAnalyticsV2::Application} of the template, with what a run of it needs.
 *
 * @param logicalId its logical id
 * @param path its construct's path in the stack, or its logical id where that is not known
 * @param name its physical name
 * @param jar its code
 * @param propertyGroups id to key to value
 * @param parallelism the parallelism of operators that set none
 * @param checkpoints when checkpoints are taken, or empty when they are off
 */
public record Application(
        String logicalId,
        String path,
        String name,
        Path jar,
        Map<String, Map<String, String>> propertyGroups,
        int parallelism,
        Optional<Checkpoints> checkpoints) {

    public Application {
        propertyGroups = Map.copyOf(propertyGroups);
    }

    /** Returns whether a user may mean it: by its construct's path, its logical id or its physical name. */
    public boolean answersTo(String given) {
        return given.equals(path) || given.equals(logicalId) || given.equals(name);
    }

    public Application withParallelism(int other) {
        return new Application(logicalId, path, name, jar, propertyGroups, other, checkpoints);
    }
}
