package io.github.managedflink.local.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
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
 * The file by which this tool knows a folder of its own again. It is locked while a run uses the folder; of a process that has died, the system gives the lock
 * back.
 */
final class FolderMarker implements AutoCloseable {
    static final String NAME = ".mflink";

    private static final String FIRST_LINE = "This folder belongs to mflink.";
    /** The lock of a file goes with the first of its channels that the process closes, so there must be one alone. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderMarker(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Returns whether a folder has a marker. */
    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Marks a folder, unless it is marked, and locks it.
     *
     * @return the marker, or empty if the folder is locked already
     */
    static Optional<FolderMarker> mark(Path folder) throws IOException {
        Optional<FolderMarker> marker = lock(folder, StandardOpenOption.CREATE);
        if (marker.isPresent() && marker.get().channel.size() == 0) {
            marker.get().append(FIRST_LINE);
        }
        return marker;
    }

    /**
     * Locks a folder that is marked.
     *
     * @return the marker, or empty if the folder is locked already or not this tool's
     */
    static Optional<FolderMarker> lockMarked(Path folder) throws IOException {
        if (!isIn(folder)) {
            return Optional.empty();
        }
        Optional<FolderMarker> marker = lock(folder);
        if (marker.isPresent() && !marker.get().isOurs()) {
            marker.get().close();
            return Optional.empty();
        }
        return marker;
    }

    private static Optional<FolderMarker> lock(Path folder, OpenOption... more) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            Set<OpenOption> options = new HashSet<>(List.of(more));
            options.addAll(List.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
            channel = FileChannel.open(real.resolve(NAME), options);
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // A run of this process whose classes were loaded once more holds it.
        } finally {
            if (!locked) {
                release(real, channel);
            }
        }
        return locked ? Optional.of(new FolderMarker(real, channel)) : Optional.empty();
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

    /** Returns whether this tool has written the marker. */
    boolean isOurs() throws IOException {
        byte[] line = FIRST_LINE.getBytes(StandardCharsets.UTF_8);
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
        append(FIRST_LINE);
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
