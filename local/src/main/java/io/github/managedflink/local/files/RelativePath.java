package io.github.managedflink.local.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rule for names by which files and folders are to be found below another folder, wherever the names come from. */
public final class RelativePath {
    private static final Set<String> NO_NAMES = Set.of("", ".", "..");

    private RelativePath() {}

    /**
     * Returns why a name would not lead to a place below the folder that it is looked up in, if so.
     *
     * @param name names of folders and the last one, with {@code /} between them
     */
    public static Optional<String> fault(String name) {
        if (Stream.of(name.split("[/\\\\]", -1)).anyMatch(NO_NAMES::contains)) {
            return Optional.of("it must be one or more names with / between them, none of which is empty, . or ..");
        }
        try {
            return Path.of(name).isAbsolute() ? Optional.of("it must not be absolute") : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("it holds characters that a path cannot have");
        }
    }
}
