package io.github.managedflink.local.dynamodb;

import com.almworks.sqlite4java.SQLite;
import io.github.managedflink.local.files.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The library for this machine in which DynamoDB Local keeps its data. */
final class NativeLibrary {

    private NativeLibrary() {}

    /**
     * Tells where it is.
     *
     * @throws IOException if there is none for this machine
     */
    static void provide() throws IOException {
        if (Provided.FAILURE.isPresent()) {
            throw Provided.FAILURE.get();
        }
    }

    /** A process loads it once, and complains when it is told again where it is. */
    private static final class Provided {

        private static final Optional<IOException> FAILURE = provideOnce();

        private static Optional<IOException> provideOnce() {
            try {
                SQLite.setLibraryPath(extracted().toString());
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(e);
            }
        }
    }

    /** The folder that it lies in until the process ends. */
    private static Path extracted() throws IOException {
        String name = nameFor(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (InputStream library = NativeLibrary.class.getResourceAsStream(name)) {
            if (library == null) {
                throw new IOException("DynamoDB Local does not run on " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch") + ": its database has no library " + name + " for it");
            }
            TemporaryFolder folder = TemporaryFolder.create();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(folder), "dynamodb-library"));
            try (OutputStream out = folder.files().create(name)) {
                library.transferTo(out);
            }
            return folder.path();
        }
    }

    private static void close(TemporaryFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            // The next run deletes it.
        }
    }

    /** The name that sqlite4java looks for. */
    static String nameFor(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT);
        boolean arm = architecture.equals("aarch64");
        if (os.startsWith("mac")) {
            return arm ? "libsqlite4java-osx-aarch64.dylib" : "libsqlite4java-osx.dylib";
        }
        if (os.startsWith("windows")) {
            return "sqlite4java-win32-x64.dll";
        }
        return arm ? "libsqlite4java-linux-aarch64.so" : "libsqlite4java-linux-amd64.so";
    }
}
