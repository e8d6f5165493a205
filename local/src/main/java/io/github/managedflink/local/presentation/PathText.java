package io.github.managedflink.local.presentation;

import java.nio.file.Path;

/** A path as a user would type it. */
public final class PathText {
    private PathText() {}

    /** Relative to the current folder, if it is in there. */
    public static Path of(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }
}
