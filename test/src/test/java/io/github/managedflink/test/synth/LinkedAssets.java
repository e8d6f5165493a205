package io.github.managedflink.test.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts the assets of an assembly into its folder, as the CDK does, but as links: a copy of the bundled jar in every
 * folder would fill the disk.
 */
final class LinkedAssets {
    private static final JsonMapper JSON = new JsonMapper();

    private LinkedAssets() {}

    static void in(Path assembly) throws IOException {
        List<Path> lists;
        try (Stream<Path> files = Files.walk(assembly)) {
            lists = files.filter(file -> file.toString().endsWith(".assets.json"))
                    .toList();
        }
        for (Path list : lists) {
            JsonNode content = JSON.readTree(list.toFile());
            for (Map.Entry<String, JsonNode> asset : content.path("files").properties()) {
                ObjectNode source = (ObjectNode) asset.getValue().path("source");
                Path original = Path.of(source.path("path").asText());
                if (original.isAbsolute()) {
                    source.put("path", link(original, assembly, asset.getKey()));
                }
            }
            JSON.writeValue(list.toFile(), content);
        }
    }

    private static String link(Path original, Path assembly, String hash) throws IOException {
        String name = "asset." + hash + (Files.isRegularFile(original) ? suffix(original) : "");
        if (!Files.exists(original)) {
            // The code of a custom resource of the CDK, which is in a temporary folder while it synthesizes.
            Files.createDirectories(assembly.resolve(name));
            return name;
        }
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Path target =
                        assembly.resolve(name).resolve(original.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!Files.exists(target)) {
                    linkFile(file, target);
                }
            }
        }
        return name;
    }

    private static void linkFile(Path file, Path target) throws IOException {
        if (Files.getFileStore(file).equals(Files.getFileStore(target.getParent()))) {
            Files.createLink(target, file);
        } else {
            Files.copy(file, target);
        }
    }

    private static String suffix(Path file) {
        String name = file.getFileName().toString();
        return name.contains(".") ? name.substring(name.lastIndexOf('.')) : "";
    }
}
