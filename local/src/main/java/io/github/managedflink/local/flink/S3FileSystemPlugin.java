package io.github.managedflink.local.flink;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.PluginDescriptor;
import org.apache.flink.core.plugin.PluginManager;

/**
 * Flink's S3 file system. It must be loaded as a plugin, apart from the class path, so its jar is a resource of this
 * one. Hadoop reads from it up to the end of the process, so it is extracted once to the user's cache folder and stays
 * there.
 *
 * @see <a href="https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/deployment/filesystems/plugins/">File
 *     system plugins</a>
 */
final class S3FileSystemPlugin {
    private static final String RESOURCE = "/io/github/managedflink/local/flink-s3-fs-hadoop.jar";

    private static PluginManager manager;

    private S3FileSystemPlugin() {}

    /**
     * The plugin for all runs of this process: Hadoop has threads and statics that never end, which would hold a class
     * loader of each run.
     */
    static synchronized PluginManager manager() throws IOException {
        if (manager == null) {
            PluginDescriptor plugin = new PluginDescriptor(
                    "s3-fs-hadoop", new URL[] {jar().toUri().toURL()}, new String[0]);
            manager = new DefaultPluginManager(
                    List.of(plugin), CoreOptions.getPluginParentFirstLoaderPatterns(new Configuration()));
        }
        return manager;
    }

    /** The plugin's jar as a file. */
    static Path jar() throws IOException {
        URL resource = S3FileSystemPlugin.class.getResource(RESOURCE);
        if (resource == null) {
            throw new IOException("The resource " + RESOURCE + " is missing from the class path");
        }
        if (resource.openConnection() instanceof JarURLConnection packed) {
            return extracted(packed);
        }
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IOException(resource + " is no path", e);
        }
    }

    private static Path extracted(JarURLConnection resource) throws IOException {
        Path folder = cacheFolder();
        Path jar = folder.resolve(
                "flink-s3-fs-hadoop-%08x.jar".formatted(resource.getJarEntry().getCrc()));
        if (!Files.exists(jar)) {
            Files.createDirectories(folder);
            Path partial = Files.createTempFile(folder, "flink-s3-fs-hadoop", ".partial");
            try (InputStream in = resource.getInputStream()) {
                Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
                Files.move(partial, jar, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(partial);
            }
        }
        return jar;
    }

    /** As the XDG Base Directory Specification has it. */
    private static Path cacheFolder() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("managed-flink");
    }
}
