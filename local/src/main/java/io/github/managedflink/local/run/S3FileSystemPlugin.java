package io.github.managedflink.local.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Flink's S3 file system. It must be loaded as a plugin, apart from the class path, so its jar is a resource of this one.
 *
 * @see <a href="https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/deployment/filesystems/plugins/">File system plugins</a>
 */
final class S3FileSystemPlugin {
    private static final String RESOURCE = "/io/github/managedflink/local/flink-s3-fs-hadoop.jar";

    private S3FileSystemPlugin() {}

    /** The plugin's jar as a file, extracted into {@code folder} if need be. */
    static Path jar(Path folder) throws IOException {
        URL resource = S3FileSystemPlugin.class.getResource(RESOURCE);
        if (resource == null) {
            throw new IOException("The resource " + RESOURCE + " is missing from the class path");
        }
        if (resource.getProtocol().equals("file")) {
            return Path.of(asUri(resource));
        }
        Path jar = folder.resolve("flink-s3-fs-hadoop.jar");
        Files.createDirectories(folder);
        try (InputStream in = resource.openStream()) {
            Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }

    private static URI asUri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException(url + " is no path", e);
        }
    }
}
