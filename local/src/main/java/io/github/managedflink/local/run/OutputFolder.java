package io.github.managedflink.local.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder that takes a run's outputs. One that an earlier run wrote is written again; any other must be empty. */
final class OutputFolder {
    static final String SUMMARY = "summary.json";

    private OutputFolder() {}

    static void check(Path folder) {
        if (!Files.exists(folder) || Files.isRegularFile(folder.resolve(SUMMARY))) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw LocalRunException.wrongUsage("The output folder " + folder
                        + " holds files that no run has written. Name another one, or empty it.");
            }
        } catch (IOException e) {
            throw LocalRunException.wrongUsage("The output folder " + folder + " cannot be used: " + e.getMessage());
        }
    }
}
