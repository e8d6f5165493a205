package io.github.managedflink.local.assembly;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A stack of the assembly, as synthesized.
 *
 * @param artifactId its key in the manifest
 * @param stackName its CloudFormation name
 * @param displayName its construct path, for example {@code Prod/Orders}
 * @param environment its account and region
 * @param directory the folder that its asset paths are relative to
 * @param template its template
 * @param assets what its deployment publishes
 * @param constructPaths construct path to logical id, nested stacks' resources included
 * @param dependencies artifact ids of the stacks that are deployed first
 */
record SynthesizedStack(
        String artifactId,
        String stackName,
        String displayName,
        Environment environment,
        Path directory,
        StackTemplate template,
        List<FileAsset> assets,
        Map<String, String> constructPaths,
        List<String> dependencies) {

    SynthesizedStack {
        assets = List.copyOf(assets);
        constructPaths = Map.copyOf(constructPaths);
        dependencies = List.copyOf(dependencies);
    }

    boolean answersTo(String name) {
        return name.equals(stackName) || name.equals(artifactId) || name.equals(displayName);
    }
}
