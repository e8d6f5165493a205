package io.github.managedflink.local.assembly;

import io.github.managedflink.local.template.StackTemplate;
import io.github.managedflink.local.template.TemplateParameter;
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
 * @param assetParameters values of the parameters by which templates of the CDK's legacy synthesizer find their assets
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
        Map<String, String> assetParameters,
        Map<String, String> constructPaths,
        List<String> dependencies) {

    SynthesizedStack {
        assets = List.copyOf(assets);
        assetParameters = Map.copyOf(assetParameters);
        constructPaths = Map.copyOf(constructPaths);
        dependencies = List.copyOf(dependencies);
    }

    boolean answersTo(String name) {
        return name.equals(stackName) || name.equals(artifactId) || name.equals(displayName);
    }

    boolean hasParameter(String name) {
        return template.hasParameter(name);
    }

    TemplateParameter parameter(String name) {
        return template.parameter(name);
    }
}
