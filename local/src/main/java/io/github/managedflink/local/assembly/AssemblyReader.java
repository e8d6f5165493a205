package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.template.AssemblyException;
import io.github.managedflink.local.template.JsonFile;
import io.github.managedflink.local.template.StackTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code manifest.json} and what it points to; stages are nested assemblies and are read the same way. */
final class AssemblyReader {
    static final String MANIFEST = "manifest.json";

    private final String region;
    private final List<SynthesizedStack> stacks = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private AssemblyReader(String region) {
        this.region = region;
    }

    /**
     * Reads the stacks of an assembly.
     *
     * @param region where those go that are bound to none
     */
    static List<SynthesizedStack> read(Path directory, String region) {
        AssemblyReader reader = new AssemblyReader(region);
        reader.readAssembly(AssemblyFolder.open(directory));
        if (!reader.faults.isEmpty()) {
            throw new AssemblyException(String.join("\n", reader.faults));
        }
        return List.copyOf(reader.stacks);
    }

    private void readAssembly(AssemblyFolder folder) {
        Path manifestFile = folder.directory().resolve(MANIFEST);
        JsonNode manifest = JsonFile.json(manifestFile);
        ManifestVersion.check(manifestFile, manifest);
        JsonNode artifacts = manifest.path("artifacts");
        artifacts.properties().forEach(entry -> {
            JsonNode artifact = entry.getValue();
            switch (artifact.path("type").asText()) {
                case "aws:cloudformation:stack" ->
                    collect(() -> stacks.add(readStack(folder, entry.getKey(), artifact, artifacts)));
                case "cdk:cloud-assembly" ->
                    collect(() -> readAssembly(folder.stage(
                            artifact.path("properties").path("directoryName").asText())));
                default -> {
                    // Asset manifests are read with their stack; trees and reports say nothing that a run needs.
                }
            }
        });
    }

    /** Goes on after a fault, so that all are named at once. */
    private void collect(Runnable reading) {
        try {
            reading.run();
        } catch (AssemblyException e) {
            faults.add(e.getMessage());
        }
    }

    private SynthesizedStack readStack(AssemblyFolder folder, String id, JsonNode artifact, JsonNode artifacts) {
        JsonNode properties = artifact.path("properties");
        Environment environment =
                Environment.parse(artifact.path("environment").asText("aws://unknown-account/unknown-region"), region);
        List<FileAsset> assets = new ArrayList<>();
        List<String> dependencies = new ArrayList<>();
        for (JsonNode dependency : artifact.path("dependencies")) {
            JsonNode other = artifacts.path(dependency.asText());
            switch (other.path("type").asText()) {
                case "cdk:asset-manifest" ->
                    assets.addAll(readAssets(
                            folder, other.path("properties").path("file").asText(), environment));
                case "aws:cloudformation:stack" -> dependencies.add(dependency.asText());
                default -> {
                    // Nothing that a run needs.
                }
            }
        }
        List<JsonNode> metadata = metadata(folder, artifact);
        List<LegacyAsset> legacy = metadata.stream()
                .flatMap(each -> LegacyAsset.in(each, environment))
                .toList();
        legacy.forEach(asset -> assets.add(asset.file(folder)));
        return new SynthesizedStack(
                id,
                properties.path("stackName").asText(id),
                artifact.path("displayName").asText(id),
                environment,
                folder.directory(),
                StackTemplate.read(
                        folder.resolve(properties.path("templateFile").asText(), "the template of " + id)),
                assets,
                LegacyAsset.parameters(legacy),
                constructPaths(metadata),
                dependencies);
    }

    private static List<FileAsset> readAssets(AssemblyFolder folder, String file, Environment environment) {
        List<FileAsset> assets = new ArrayList<>();
        JsonFile.json(folder.resolve(file, "a list of assets"))
                .path("files")
                .properties()
                .forEach(entry -> {
                    JsonNode source = entry.getValue().path("source");
                    for (JsonNode destination : entry.getValue().path("destinations")) {
                        assets.add(new FileAsset(
                                folder.resolve(source.path("path").asText(), "an asset"),
                                source.path("packaging").asText().equals("zip"),
                                fillIn(destination.path("bucketName").asText(), environment),
                                fillIn(destination.path("objectKey").asText(), environment)));
                    }
                });
        return assets;
    }

    /** Asset manifests hold these three placeholders and no intrinsic functions. */
    private static String fillIn(String text, Environment environment) {
        return text.replace("${AWS::Partition}", environment.partition())
                .replace("${AWS::AccountId}", environment.account())
                .replace("${AWS::Region}", environment.region());
    }

    /** The metadata is inside the manifest or, from newer versions of the CDK, in a file beside it. */
    private static List<JsonNode> metadata(AssemblyFolder folder, JsonNode artifact) {
        JsonNode inside = artifact.path("metadata");
        return artifact.hasNonNull("additionalMetadataFile")
                ? List.of(
                        inside,
                        JsonFile.json(folder.resolve(
                                artifact.path("additionalMetadataFile").asText(), "metadata")))
                : List.of(inside);
    }

    private static Map<String, String> constructPaths(List<JsonNode> metadata) {
        Map<String, String> paths = new LinkedHashMap<>();
        metadata.stream().flatMap(section -> section.properties().stream()).forEach(entry -> entry.getValue()
                .valueStream()
                .filter(item -> item.path("type").asText().equals("aws:cdk:logicalId"))
                .forEach(item -> paths.put(
                        entry.getKey().replaceFirst("^/", ""), item.path("data").asText())));
        return paths;
    }
}
