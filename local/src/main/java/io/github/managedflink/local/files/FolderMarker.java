package io.github.managedflink.local.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The file by which this tool knows a folder of its own again. It is locked while a run uses the folder; of a process
 * that has died, the system gives the lock back.
 */
final class FolderMarker implements AutoCloseable {
    static final String NAME = ".mflink";

    /**
     * When a process closes any channel of a file, the system takes all locks of the process on that file away. So
     * there is one channel at most for each marker.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Kind kind;
    private final FileChannel channel;

    private FolderMarker(Path folder, Kind kind, FileChannel channel) {
        this.folder = folder;
        this.kind = kind;
        this.channel = channel;
    }

    /** The purpose of a folder, which the first line of its marker states. */
    enum Kind {
        OUTPUTS("This folder belongs to mflink."),
        TEMPORARY("This is a temporary folder of mflink.");

        private final String firstLine;

        Kind(String firstLine) {
            this.firstLine = firstLine;
        }
    }

    /** Returns whether a folder has a marker. */
    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Marks a folder, unless it is marked, and locks it.
     *
     * @return the marker, or empty if the folder is locked already
     * @throws IOException also if its marker is of another kind, or not this tool's
     */
    static Optional<FolderMarker> mark(Path folder, Kind kind) throws IOException {
        Optional<FolderMarker> marker = lock(folder, kind, StandardOpenOption.CREATE);
        if (marker.isPresent()) {
            marker.get().begin();
        }
        return marker;
    }

    private void begin() throws IOException {
        if (channel.size() == 0) {
            append(kind.firstLine);
        } else if (!isOfItsKind()) {
            close();
            throw new FileAlreadyExistsException(
                    folder.resolve(NAME).toString(), null, "its file " + NAME + " is of something else");
        }
    }

    /**
     * Locks a folder that is marked.
     *
     * @return the marker, or empty if the folder is locked already, or not of that kind
     */
    static Optional<FolderMarker> lockMarked(Path folder, Kind kind) throws IOException {
        if (!isIn(folder)) {
            return Optional.empty();
        }
        Optional<FolderMarker> marker = lock(folder, kind);
        if (marker.isPresent() && !marker.get().isOfItsKind()) {
            marker.get().close();
            return Optional.empty();
        }
        return marker;
    }

    private static Optional<FolderMarker> lock(Path folder, Kind kind, OpenOption... more) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean locked;
        try {
            Set<OpenOption> options = new HashSet<>(List.of(more));
            options.addAll(List.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
            channel = FileChannel.open(real.resolve(NAME), options);
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // A run of this process whose classes were loaded once more holds it, and would lose it if this channel
            // were closed.
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            release(real, channel);
            throw e;
        }
        if (!locked) {
            release(real, channel);
            return Optional.empty();
        }
        return Optional.of(new FolderMarker(real, kind, channel));
    }

    /** Returns the lines that were added. */
    List<String> lines() throws IOException {
        ByteBuffer content = ByteBuffer.allocate((int) channel.size());
        while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
            // until all is read
        }
        List<String> lines = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return lines.isEmpty() ? List.of() : lines.subList(1, lines.size());
    }

    private boolean isOfItsKind() throws IOException {
        byte[] line = kind.firstLine.getBytes(StandardCharsets.UTF_8);
        ByteBuffer begin = ByteBuffer.allocate(line.length);
        channel.read(begin, 0);
        return Arrays.equals(begin.array(), line);
    }

    /** Adds a line. */
    void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes, channel.size());
        }
    }

    /** Takes all lines off. */
    void clear() throws IOException {
        channel.truncate(0);
        append(kind.firstLine);
    }

    /** Gives the folder back; the marker stays. */
    @Override
    public void close() throws IOException {
        release(folder, channel);
    }

    private static void release(Path folder, FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(folder);
        }
    }
}
