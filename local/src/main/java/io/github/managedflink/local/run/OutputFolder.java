package io.github.managedflink.local.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that takes a run's outputs. One that an earlier run wrote is written again; any other must be empty. */
final class OutputFolder {
    static final String SUMMARY = "summary.json";

    private OutputFolder() {}

    /** Why a folder cannot take a run's outputs, if so. It is created if it is not there. */
    static Optional<String> fault(Path folder) {
        try {
            if (holdsOtherFiles(folder)) {
                return Optional.of("The output folder " + folder
                        + " holds files that no run has written. Name another one, or empty it.");
            }
            create(folder);
            // Permissions do not tell everything: a file system may be read-only, or none that takes files.
            Files.delete(Files.createTempFile(folder, ".mflink-", null));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("The output folder " + folder + " cannot be created or written" + reason(e)
                    + ". Name another one.");
        }
    }

    static void create(Path folder) throws IOException {
        // createDirectories of Java 17 refuses a symbolic link to a folder.
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    private static boolean holdsOtherFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || Files.isRegularFile(folder.resolve(SUMMARY))) {
            return false;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isPresent();
        }
    }

    /** The message of a file system's exception begins with a path, and often is no more than that. */
    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return " (permission denied)";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return " (it is no folder)";
        }
        return failure instanceof FileSystemException known && known.getReason() != null
                ? " (" + known.getReason() + ")"
                : "";
    }
}
