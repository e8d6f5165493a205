package io.github.managedflink.local.files;

import io.github.managedflink.local.files.FolderMarker.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A folder for what is needed as long as something runs. Those that processes left behind when they died are deleted
 * when the next one is made beside them; those of processes that live are locked and are not touched.
 */
public final class TemporaryFolder implements AutoCloseable {
    private static final String PREFIX = "managed-flink-";
    private static final int ATTEMPTS = 100;
    private static final long PAUSE_NANOS = 10_000_000;

    private final Path path;
    private final FolderMarker marker;

    private TemporaryFolder(Path path, FolderMarker marker) {
        this.path = path;
        this.marker = marker;
    }

    /** Makes one in the system's folder for temporary files. */
    public static TemporaryFolder create() throws IOException {
        return adopt(Files.createTempDirectory(PREFIX));
    }

    /**
     * Makes one that lasts until this process ends, and holds no files but those of {@link #fileUntilExit}. The caller
     * keeps it until then.
     */
    public static TemporaryFolder createUntilExit() throws IOException {
        TemporaryFolder folder = create();
        // Java deletes in the reverse order.
        folder.path.toFile().deleteOnExit();
        folder.fileUntilExit(FolderMarker.NAME);
        return folder;
    }

    /**
     * Returns the path of a file in a folder that {@linkplain #createUntilExit lasts until this process ends}, and
     * deletes it then.
     */
    public Path fileUntilExit(String name) {
        Path file = path.resolve(name);
        file.toFile().deleteOnExit();
        return file;
    }

    /**
     * Takes an empty folder for one that the caller has made.
     *
     * @param folder whose name begins with {@code managed-flink-}, so that it is found when it is left behind
     */
    public static TemporaryFolder adopt(Path folder) throws IOException {
        FolderMarker marker = mark(folder);
        deleteLeftOver(folder.toAbsolutePath().getParent());
        return new TemporaryFolder(folder, marker);
    }

    /** For an instant another process may look whether it is left over. */
    private static FolderMarker mark(Path folder) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<FolderMarker> marker = FolderMarker.mark(folder, Kind.TEMPORARY);
            if (marker.isPresent()) {
                return marker.get();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IOException("The temporary folder " + folder + " is in use");
    }

    private static void deleteLeftOver(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    deleteIfLeftOver(folder);
                }
            }
        }
    }

    private static void deleteIfLeftOver(Path folder) {
        try {
            Optional<FolderMarker> marker = FolderMarker.lockMarked(folder, Kind.TEMPORARY);
            if (marker.isPresent()) {
                new TemporaryFolder(folder, marker.get()).close();
            }
        } catch (IOException e) {
            // It is another user's, or another process deletes it.
        }
    }

    /** Returns where it is. */
    public Path path() {
        return path;
    }

    /** Returns the space that is left in it. */
    public DiskSpace space() {
        return DiskSpace.of(path);
    }

    /** Returns it as what files are written through. */
    public OwnFolder files() {
        return OwnFolder.of(path);
    }

    /** Deletes it with all that it holds. */
    @Override
    public void close() throws IOException {
        try {
            Folders.delete(path);
        } finally {
            marker.close();
        }
    }
}
