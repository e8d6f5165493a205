package io.github.managedflink.constructs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledJarTest {
    @TempDir
    private Path folder;

    @Test
    void libraryCarriesTheJobsUnderTheHashOfTheirJar() throws IOException, NoSuchAlgorithmException {
        BundledJar bundled = BundledJar.ofThisLibrary();

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(bundled.extracted()));
        assertThat(bundled.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
    }

    @Test
    void jarInsideTheLibraryIsUnpackedOnce() throws IOException {
        BundledJar inside = new BundledJar(resourceInsideJar("the jobs").toURL(), "abc");
        Path cache = folder.resolve("cache");

        Path first = inside.extractTo(cache);
        Files.writeString(first, "left alone");
        Path second = inside.extractTo(cache);

        assertThat(first).isEqualTo(cache.resolve("abc").resolve("pipeline-jobs.jar"));
        assertThat(second).isEqualTo(first).hasContent("left alone");
    }

    @Test
    void unpackingLeavesNoPartialFile() throws IOException {
        Path cache = folder.resolve("cache");

        Path jar = new BundledJar(resourceInsideJar("the jobs").toURL(), "abc").extractTo(cache);

        assertThat(jar).hasContent("the jobs");
        try (Stream<Path> files = Files.list(jar.getParent())) {
            assertThat(files).containsExactly(jar);
        }
    }

    private URI resourceInsideJar(String content) throws IOException {
        Path library = folder.resolve("library.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(library))) {
            jar.putNextEntry(new JarEntry("pipeline-jobs.jar"));
            jar.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return URI.create("jar:" + library.toUri() + "!/pipeline-jobs.jar");
    }
}
