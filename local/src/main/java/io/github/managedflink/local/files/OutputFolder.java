package io.github.managedflink.local.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.files.FolderMarker.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that takes a run's outputs, locked for that run. Its marker lists the files that runs have written there;
 * they are what the next run deletes, and nothing else.
 */
public final class OutputFolder implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path path;
    private final FolderMarker marker;

    private OutputFolder(Path path, FolderMarker marker) {
        this.path = path;
        this.marker = marker;
    }

    /** The marker's lines, each the path of a file as a JSON string. */
    private static final class Log implements OwnFolder.FileLog {
        private final FolderMarker marker;
        private final Set<String> lines;

        Log(FolderMarker marker) throws IOException {
            this.marker = marker;
            this.lines = new HashSet<>(marker.lines());
        }

        @Override
        public void add(Path relative) throws IOException {
            String line = line(relative);
            marker.append(line);
            lines.add(line);
        }

        @Override
        public boolean holds(Path relative) {
            return lines.contains(line(relative));
        }

        private static String line(Path relative) {
            return JSON.getNodeFactory().textNode(relative.toString()).toString();
        }
    }

    /** Returns why a folder cannot take a run's outputs, if so. It is created if it is not there. */
    public static Optional<String> fault(Path folder) {
        try {
            if (holdsOtherFiles(folder)) {
                return Optional.of("The output folder " + folder
                        + " holds files that no run has written. Name another one, or empty it.");
            }
            createFolder(folder);
            // Permissions do not tell everything: a file system may be read-only, or none that takes files.
            Files.delete(Files.createTempFile(folder, FolderMarker.NAME + "-", null));
            return FolderMarker.isIn(folder) && isInUse(folder) ? Optional.of(inUse(folder)) : Optional.empty();
        } catch (IOException e) {
            return Optional.of(unwritable(folder, e));
        }
    }

    /**
     * Takes a folder for the outputs of a run.
     *
     * @throws IOException if another run has it, or it cannot be written
     */
    public static OutputFolder open(Path folder) throws IOException {
        return new OutputFolder(folder, mark(folder).orElseThrow(() -> new IOException(inUse(folder))));
    }

    private static Optional<FolderMarker> mark(Path folder) throws IOException {
        try {
            createFolder(folder);
            return FolderMarker.mark(folder, Kind.OUTPUTS);
        } catch (IOException e) {
            throw new IOException(unwritable(folder, e), e);
        }
    }

    private static String unwritable(Path folder, IOException failure) {
        return "The output folder " + folder + " cannot be created or written" + reason(failure)
                + ". Name another one.";
    }

    private static String inUse(Path folder) {
        return "The output folder " + folder
                + " is in use by another run. Name another one, or wait until that has ended.";
    }

    private static boolean isInUse(Path folder) throws IOException {
        Optional<FolderMarker> marker = FolderMarker.mark(folder, Kind.OUTPUTS);
        if (marker.isPresent()) {
            marker.get().close();
        }
        return marker.isEmpty();
    }

    private static boolean holdsOtherFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || FolderMarker.isIn(folder)) {
            return false;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isPresent();
        }
    }

    private static void createFolder(Path folder) throws IOException {
        // createDirectories of Java 17 refuses a symbolic link to a folder.
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    /** Returns where it is. */
    public Path path() {
        return path;
    }

    /** Deletes what earlier runs wrote, and returns the folder for what this one writes. */
    public OwnFolder begin() throws IOException {
        for (String line : marker.lines()) {
            delete(line);
        }
        marker.clear();
        return goOn();
    }

    /** Returns the folder for more files beside those that are there. */
    public OwnFolder goOn() throws IOException {
        return OwnFolder.shared(path, new Log(marker));
    }

    private void delete(String line) throws IOException {
        Path root = path.toAbsolutePath().normalize();
        Optional<Path> listed = listed(root, line);
        if (listed.isPresent() && Files.isRegularFile(listed.get(), LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(listed.get());
            deleteEmpty(root, listed.get().getParent());
        }
    }

    /** A file on the list, unless a symbolic link has come to lead to it or the list is not what a run wrote. */
    private static Optional<Path> listed(Path root, String line) {
        try {
            String name = JSON.readValue(line, String.class);
            if (name == null || RelativePath.fault(name).isPresent()) {
                return Optional.empty();
            }
            Path file = root.resolve(name);
            for (Path folder = file.getParent(); !folder.equals(root); folder = folder.getParent()) {
                if (Files.isSymbolicLink(folder)) {
                    return Optional.empty();
                }
            }
            return Optional.of(file);
        } catch (JsonProcessingException e) {
            // The last line of a process that died while it wrote it; the file was not created.
            return Optional.empty();
        }
    }

    private static void deleteEmpty(Path root, Path folder) throws IOException {
        try {
            for (Path each = folder; !each.equals(root); each = each.getParent()) {
                Files.delete(each);
            }
        } catch (DirectoryNotEmptyException e) {
            // Others follow, or somebody else's lie there.
        }
    }

    /** The message of a file system's exception begins with a path, and often is no more than that. */
    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return " (permission denied)";
        }
        if (failure instanceof FileAlreadyExistsException exists && exists.getReason() == null) {
            return " (it is no folder)";
        }
        String reason = failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
        return reason == null ? "" : " (" + reason + ")";
    }

    /** Lets other runs have it. */
    @Override
    public void close() throws IOException {
        marker.close();
    }
}
