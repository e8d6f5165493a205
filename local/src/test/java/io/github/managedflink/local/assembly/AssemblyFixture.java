package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes small cloud assemblies by hand, in the shape that the CDK writes them. */
public final class AssemblyFixture {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final ObjectNode artifacts = JSON.createObjectNode();

    private AssemblyFixture(Path directory) {
        this.directory = directory;
    }

    public static AssemblyFixture in(Path directory) {
        return new AssemblyFixture(directory);
    }

    /**
     * Evaluates {@code expression} as the value of an output {@code V} of a stack {@code S} with the given other
     * sections.
     */
    static CloudAssembly withExpression(Path directory, String sections, String expression) {
        return in(directory)
                .stack(
                        "S",
                        "{%s \"Outputs\": {\"V\": {\"Value\": %s, \"Export\": {\"Name\": \"v\"}}}}"
                                .formatted(sections, expression))
                .write();
    }

    public AssemblyFixture stack(String name, String template, String... dependencies) {
        return stackIn("aws://unknown-account/unknown-region", name, template, dependencies);
    }

    public AssemblyFixture stackIn(String environment, String name, String template, String... dependencies) {
        save(name + ".template.json", template);
        ObjectNode artifact = artifacts.putObject(name);
        artifact.put("type", "aws:cloudformation:stack").put("environment", environment);
        artifact.putObject("properties").put("templateFile", name + ".template.json");
        artifact.put("displayName", name);
        artifact.putArray("dependencies").add(name + ".assets");
        List.of(dependencies).forEach(artifact.withArray("dependencies")::add);
        ObjectNode assets = artifacts.putObject(name + ".assets");
        assets.put("type", "cdk:asset-manifest").putObject("properties").put("file", name + ".assets.json");
        save(name + ".assets.json", "{\"files\": {}}");
        return this;
    }

    /** Tells the construct path of a resource in the manifest. */
    public AssemblyFixture constructPath(String stack, String path, String logicalId) {
        return metadata(stack, "/" + path, "{\"type\": \"aws:cdk:logicalId\", \"data\": \"%s\"}".formatted(logicalId));
    }

    /** Adds an item to the metadata of a stack. */
    AssemblyFixture metadata(String stack, String path, String item) {
        try {
            ((ObjectNode) artifacts.get(stack))
                    .withObject("/metadata")
                    .putArray(path)
                    .add(JSON.readTree(item));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a file of the assembly folder as an asset with the given key. */
    public AssemblyFixture asset(String stack, String file, String packaging, String key) {
        try {
            Path manifest = directory.resolve(stack + ".assets.json");
            ObjectNode root = (ObjectNode) JSON.readTree(manifest.toFile());
            ObjectNode asset = root.withObject("/files").putObject(key);
            asset.putObject("source").put("path", file).put("packaging", packaging);
            asset.putObject("destinations")
                    .putObject("current")
                    .put("bucketName", "cdk-assets-${AWS::AccountId}-${AWS::Region}")
                    .put("objectKey", key);
            save(stack + ".assets.json", root.toString());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an artifact as it is to stand in the manifest. */
    public AssemblyFixture artifact(String id, String json) {
        try {
            artifacts.set(id, JSON.readTree(json));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AssemblyFixture stage(String folder) {
        artifacts
                .putObject(folder)
                .put("type", "cdk:cloud-assembly")
                .putObject("properties")
                .put("directoryName", folder);
        return this;
    }

    public CloudAssembly write() {
        writeOnly();
        return CloudAssembly.read(directory);
    }

    /** Writes one that may be unreadable. */
    public void writeOnly() {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("version", "54.0.0").set("artifacts", artifacts);
        save("manifest.json", manifest.toString());
    }

    private void save(String file, String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
