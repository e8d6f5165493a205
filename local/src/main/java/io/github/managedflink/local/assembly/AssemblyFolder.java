package io.github.managedflink.local.assembly;

import io.github.managedflink.local.template.AssemblyException;
import io.github.managedflink.local.template.JsonFile;
import io.github.managedflink.local.template.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder of an assembly. What it names lies inside the outermost assembly that the folder belongs to, also when
 * symbolic links are followed: the CDK keeps the assets of a stage there, beside the stage's own folder.
 */
final class AssemblyFolder {
    private final Path directory;
    private final Path realDirectory;
    private final Path realRoot;

    private AssemblyFolder(Path directory, Path realDirectory, Path realRoot) {
        this.directory = directory;
        this.realDirectory = realDirectory;
        this.realRoot = realRoot;
    }

    /**
     * Opens the folder that a user named, which may be that of a stage.
     *
     * @throws AssemblyException if it holds no assembly
     */
    static AssemblyFolder open(Path directory) {
        if (!Files.isRegularFile(directory.resolve(AssemblyReader.MANIFEST))) {
            throw new AssemblyException(
                    directory + " is not a cloud assembly: it has no manifest.json. Run `cdk synth` and"
                            + " name the folder that it writes, usually cdk.out.");
        }
        Path real = real(directory);
        Path root = real;
        while (isStageOf(root.getParent(), root)) {
            root = root.getParent();
        }
        return new AssemblyFolder(directory, real, root);
    }

    private static boolean isStageOf(Path parent, Path directory) {
        if (parent == null || !Files.isRegularFile(parent.resolve(AssemblyReader.MANIFEST))) {
            return false;
        }
        String name = directory.getFileName().toString();
        try {
            return JsonFile.json(parent.resolve(AssemblyReader.MANIFEST)).path("artifacts").properties().stream()
                    .map(artifact -> artifact.getValue().path("properties").path("directoryName"))
                    .anyMatch(stage -> stage.asText().equals(name));
        } catch (AssemblyException e) {
            // It is the manifest of something else.
            return false;
        }
    }

    Path directory() {
        return directory;
    }

    /**
     * Returns the path of a file or folder that the assembly names; it need not exist.
     *
     * @param subject what it is, for the message
     * @throws AssemblyException if it lies outside of the assembly
     */
    Path resolve(String name, String subject) {
        Path path = parse(name, subject);
        Path real = existing(path).map(AssemblyFolder::real).orElse(realRoot);
        if (!path.toAbsolutePath().normalize().startsWith(lexicalRoot()) || !real.startsWith(realRoot)) {
            throw outside(name, subject);
        }
        return path;
    }

    /**
     * Opens the nested assembly of a stage.
     *
     * @throws AssemblyException if it is no folder below this one, or holds no assembly
     */
    AssemblyFolder stage(String name) {
        String subject = "a nested assembly";
        Path path = resolve(name, subject);
        if (!Files.isRegularFile(path.resolve(AssemblyReader.MANIFEST))) {
            throw new AssemblyException("The nested assembly " + path + " has no manifest.json.");
        }
        Path real = real(path);
        if (real.equals(realDirectory) || !real.startsWith(realDirectory)) {
            throw outside(name, subject);
        }
        return new AssemblyFolder(path, real, realRoot);
    }

    /** The outermost assembly as {@link #directory} is written. */
    private Path lexicalRoot() {
        Path root = directory.toAbsolutePath().normalize();
        for (int depth = realDirectory.getNameCount() - realRoot.getNameCount(); depth > 0; depth--) {
            root = root.getParent() == null ? root : root.getParent();
        }
        return root;
    }

    private Path parse(String name, String subject) {
        try {
            return directory.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new AssemblyException("The assembly " + directory + " names " + Quoted.of(name) + " as " + subject
                    + ", which cannot be a path.");
        }
    }

    private AssemblyException outside(String name, String subject) {
        return new AssemblyException("The assembly " + directory + " names " + Quoted.of(name) + " as " + subject
                + ", which lies outside of it. Nothing there is read; synthesize the app again with asset"
                + " staging, which is the CDK's default.");
    }

    private static Optional<Path> existing(Path path) {
        Path existing = path.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return Optional.ofNullable(existing);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new AssemblyException("Cannot read " + path + " of the cloud assembly.", e);
        }
    }
}
