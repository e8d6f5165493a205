package io.github.managedflink.local.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A folder that belongs to a run, and the only way in which the run writes files there: none comes to lie outside, none
 * is written through a symbolic link, none takes the place of a file that the run may not have written.
 */
public final class OwnFolder {
    private final Path root;
    private final Path path;
    private final Optional<FileLog> log;

    private OwnFolder(Path root, Path path, Optional<FileLog> log) {
        this.root = root;
        this.path = path;
        this.log = log;
    }

    /** Returns a folder all of whose files are the run's. */
    static OwnFolder of(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        return new OwnFolder(absolute, absolute, Optional.empty());
    }

    /** Returns a folder in which somebody else's files may be, too. */
    static OwnFolder shared(Path root, FileLog log) {
        Path absolute = root.toAbsolutePath().normalize();
        return new OwnFolder(absolute, absolute, Optional.of(log));
    }

    /** What runs have written. */
    interface FileLog {
        /** Takes note of a file that is about to be created. */
        void add(Path relative) throws IOException;

        boolean holds(Path relative);
    }

    /** Returns where it is. */
    public Path path() {
        return path;
    }

    /**
     * Returns a folder in this one. It is created with its first file.
     *
     * @param name as {@link RelativePath} has it
     * @throws UncheckedIOException if it would lie outside
     */
    public OwnFolder folder(String name) {
        try {
            return new OwnFolder(root, resolve(name), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates a file, and the folders that lead to it.
     *
     * @param name as {@link RelativePath} has it
     * @throws IOException if it would lie outside or cannot be created
     */
    public OutputStream create(String name) throws IOException {
        Path file = resolve(name);
        createParent(file);
        Path relative = root.relativize(file);
        if (log.isEmpty() || log.get().holds(relative)) {
            Files.deleteIfExists(file);
        } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString(), null, "no run has written what is there");
        } else {
            log.get().add(relative);
        }
        return Files.newOutputStream(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** Creates a text file in UTF-8. */
    public BufferedWriter createText(String name) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(create(name), StandardCharsets.UTF_8));
    }

    /**
     * Writes a text file in UTF-8.
     *
     * @return the file
     */
    public Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file.
     *
     * @return the file
     */
    public Path write(String name, byte[] content) throws IOException {
        try (OutputStream out = create(name)) {
            out.write(content);
        }
        return path(name);
    }

    /** Returns where a file lies that was created under a name. */
    public Path path(String name) {
        return path.resolve(name);
    }

    private Path resolve(String name) throws IOException {
        String fault = RelativePath.fault(name).orElse(null);
        if (fault != null) {
            throw new FileSystemException(name, null, "is no name for a file in " + path + ": " + fault);
        }
        return path.resolve(name);
    }

    private void createParent(Path file) throws IOException {
        Path folder = root;
        for (Path name : root.relativize(file.getParent())) {
            folder = folder.resolve(name);
            if (Files.isSymbolicLink(folder)) {
                throw new FileSystemException(
                        folder.toString(), null, "is a symbolic link, through which nothing is written");
            }
            if (!name.toString().isEmpty() && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(folder);
            }
        }
    }
}
