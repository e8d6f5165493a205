package io.github.managedflink.constructs.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The jar of Flink jobs, a resource of this library, as a file. The CDK reads assets from files, so the jar is unpacked
 * once into the user's cache folder, under its hash.
 */
public record BundledJar(URL resource, String sha256) {
    private static final String NAME = "pipeline-jobs.jar";

    public static BundledJar ofThisLibrary() {
        URL jar = BundledJar.class.getResource(NAME);
        try (InputStream hash = BundledJar.class.getResourceAsStream(NAME + ".sha256")) {
            if (jar == null || hash == null) {
                throw new IllegalStateException("This build of managed-flink-constructs lacks the resource " + NAME
                        + "; build it with `mvn package`.");
            }
            return new BundledJar(jar, new String(hash.readAllBytes(), StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path extracted() {
        try {
            return resource.getProtocol().equals("file") ? Path.of(resource.toURI()) : extractTo(cacheFolder());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack the bundled Flink jobs: " + e.getMessage(), e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path extractTo(Path cache) throws IOException {
        Path jar = cache.resolve(sha256).resolve(NAME);
        if (Files.exists(jar)) {
            return jar;
        }
        Files.createDirectories(jar.getParent());
        // A name of its own and an atomic move: builds that run at the same time never see half a jar.
        Path partial = Files.createTempFile(jar.getParent(), NAME, ".partial");
        try (InputStream content = resource.openStream()) {
            Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
            moveInPlace(partial, jar);
        } finally {
            Files.deleteIfExists(partial);
        }
        return jar;
    }

    private static void moveInPlace(Path partial, Path jar) throws IOException {
        try {
            Files.move(partial, jar, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A folder that only this user writes to, unlike the temp folder of the machine. */
    private static Path cacheFolder() throws IOException {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        Path folder = base.resolve("managed-flink-constructs");
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            return Files.createTempDirectory("managed-flink-constructs");
        }
    }
}
