package io.github.managedflink.local.cli;

import io.github.managedflink.local.result.LocalRunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that a run has written, by what belongs together: the objects under one prefix of a bucket, and each other
 * file for itself.
 *
 * @param folders the files by their folder or, of a single one, by itself
 */
record OutputGroups(Map<Path, List<Path>> folders) {
    /** The folder of a bucket, and the first part of a key. */
    private static final int DEPTH = 2;

    OutputGroups {
        folders = Collections.unmodifiableMap(new TreeMap<>(folders));
    }

    static OutputGroups of(LocalRunResult result) {
        Map<Path, List<Path>> folders = new TreeMap<>();
        result.summary().ifPresent(summary -> {
            Path out = summary.toAbsolutePath().getParent();
            result.outputs().forEach(file -> folders.computeIfAbsent(
                            group(out, file.toAbsolutePath()), group -> new ArrayList<>())
                    .add(file));
        });
        return new OutputGroups(folders);
    }

    private static Path group(Path out, Path file) {
        Path inside = out.relativize(file);
        int folders = inside.getNameCount() - 1;
        return folders == 0 ? file : out.resolve(inside.subpath(0, Math.min(folders, DEPTH)));
    }
}
