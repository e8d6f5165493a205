package io.github.managedflink.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.run.LocalRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sample app and what to run it on.
 *
 * @param app the main class of the CDK app
 * @param stack the stack to run
 * @param feeds stream to file, which is relative to the repository's root
 * @param paces stream to records per second, where it is not to be fed as fast as it can
 */
record Demo(String app, String stack, Map<String, String> feeds, Map<String, Double> paces) {
    private static final String FOLDER = "sample-apps/demos";
    private static final String SUFFIX = ".json";
    private static final String HOME_PROPERTY = "mflink.home";

    Demo {
        feeds = Map.copyOf(feeds);
        paces = Map.copyOf(paces);
    }

    /** Gives a run its feeds. */
    void applyTo(LocalRun.Builder run, Path home) {
        feeds.forEach((stream, file) -> {
            if (paces.containsKey(stream)) {
                run.feed(stream, home.resolve(file), paces.get(stream));
            } else {
                run.feed(stream, home.resolve(file));
            }
        });
    }

    /** The root of the repository, whose sample apps these are, as the system property of the launcher tells it. */
    static Path home() {
        return Path.of(System.getProperty(HOME_PROPERTY, ""));
    }

    /** Reads the description of a demo, if there is one of that name. */
    static Optional<Demo> find(Path home, String name) throws IOException {
        if (!names(home).contains(name)) {
            return Optional.empty();
        }
        JsonNode description = new JsonMapper()
                .readTree(home.resolve(FOLDER).resolve(name + SUFFIX).toFile());
        Map<String, String> feeds = new LinkedHashMap<>();
        description
                .path("feed")
                .properties()
                .forEach(entry -> feeds.put(entry.getKey(), entry.getValue().asText()));
        Map<String, Double> paces = new LinkedHashMap<>();
        description
                .path("pace")
                .properties()
                .forEach(entry -> paces.put(entry.getKey(), entry.getValue().asDouble()));
        return Optional.of(new Demo(
                description.path("app").asText(), description.path("stack").asText(), feeds, paces));
    }

    static List<String> names(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(FOLDER))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }
}
