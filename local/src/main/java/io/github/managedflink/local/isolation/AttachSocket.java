package io.github.managedflink.local.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Unix socket on which HotSpot listens for tools once one has attached to this JVM. A JVM that is killed leaves its
 * file behind, and no other JVM deletes it. A JVM whose file is gone creates a new one when the next tool attaches.
 */
final class AttachSocket {
    private static final Logger LOG = LoggerFactory.getLogger(AttachSocket.class);

    private AttachSocket() {}

    /** Returns whether a tool has attached to this JVM. */
    static boolean exists() {
        return candidates().anyMatch(Files::exists);
    }

    /** Deletes the file. No connection that is open is affected. */
    static void delete() {
        candidates().forEach(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.debug("the socket {} stays", file, e);
            }
        });
    }

    /** On Linux it is in {@code /tmp}, whatever {@code java.io.tmpdir} says, on macOS in the user's own folder. */
    private static Stream<Path> candidates() {
        String name = ".java_pid" + ProcessHandle.current().pid();
        return Stream.concat(Stream.of("/tmp"), Optional.ofNullable(System.getenv("TMPDIR")).stream())
                .map(folder -> Path.of(folder, name));
    }
}
