package io.github.managedflink.local.run;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import javax.tools.ToolProvider;

/**
 * The jar of a user's project, with its connectors inside as the Shade plugin packs them. It is compiled here, because
 * connectors on this JVM's class path would go before those of a job: Flink looks for classes of
 * {@code org.apache.flink} there first.
 */
final class UnchangedJar {
    private static final Path CONNECTORS = Path.of("target", "connectors");

    private UnchangedJar() {}

    /**
     * Writes it.
     *
     * @param mainClass the simple name of a class in the resources
     * @param libraries finds the paths of connectors and of jars on the class path that are to be packed
     */
    static void write(Path jar, String mainClass, String libraries) throws IOException {
        Path classes = compile(mainClass);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "com.example." + mainClass);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.setLevel(Deflater.BEST_SPEED);
            try (Stream<Path> own = Files.walk(classes)) {
                for (Path each : own.filter(Files::isRegularFile).toList()) {
                    out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                    Files.copy(each, out);
                }
            }
            Pattern wanted = Pattern.compile(libraries);
            Set<String> taken = new HashSet<>(Set.of(JarFile.MANIFEST_NAME));
            for (Path library : Stream.concat(connectors(), classPath()).toList()) {
                if (wanted.matcher(library.toString()).find()) {
                    copy(library, out, taken);
                }
            }
        }
    }

    private static Path compile(String mainClass) throws IOException {
        Path classes = Files.createTempDirectory("unchanged");
        try {
            Path source = Path.of(UnchangedJar.class
                    .getResource("/unchanged/" + mainClass + ".java")
                    .toURI());
            String classPath = Stream.concat(connectors(), classPath())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            int code = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-d", classes.toString(), "-cp", classPath, "-nowarn", source.toString());
            if (code != 0) {
                throw new IllegalStateException(source + " does not compile");
            }
            return classes;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Path> connectors() {
        try (Stream<Path> jars = Files.list(CONNECTORS)) {
            return List.copyOf(jars.sorted().toList()).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> each.endsWith(".jar"))
                .map(Path::of);
    }

    private static void copy(Path library, JarOutputStream out, Set<String> taken) throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (!entry.isDirectory() && taken.add(entry.getName())) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                }
            }
        }
    }
}
