package io.github.managedflink.local.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Packs a test's main class, and the classes inside it, as a user's jar. */
final class UserJar {
    private UserJar() {}

    static Path write(Path jar, Class<?> mainClass) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            Path folder = Path.of(mainClass
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .resolve(mainClass.getPackageName().replace('.', '/'));
            try (Stream<Path> classes = Files.list(folder)) {
                for (Path each :
                        classes.filter(path -> isClass(path, mainClass)).toList()) {
                    out.putNextEntry(
                            new JarEntry(mainClass.getPackageName().replace('.', '/') + "/" + each.getFileName()));
                    try (InputStream in = Files.newInputStream(each)) {
                        in.transferTo(out);
                    }
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isClass(Path path, Class<?> mainClass) {
        return path.getFileName().toString().matches(mainClass.getSimpleName() + "(\\$.*)?\\.class");
    }
}
