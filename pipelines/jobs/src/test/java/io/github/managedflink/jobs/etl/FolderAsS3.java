package io.github.managedflink.jobs.etl;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * Reads {@code s3://bucket/key} from a folder, in which the buckets are folders. Found by Flink through the list of
 * services.
 */
public final class FolderAsS3 implements FileSystemFactory {
    private static volatile Path folder;

    /** Takes the buckets from a folder from now on. */
    static void of(Path buckets) {
        folder = buckets;
    }

    @Override
    public String getScheme() {
        return "s3";
    }

    @Override
    public FileSystem create(URI root) {
        return new Folder();
    }

    private static final class Folder extends LocalFileSystem {
        @Override
        public FSDataInputStream open(org.apache.flink.core.fs.Path path) throws IOException {
            URI uri = path.toUri();
            return super.open(new org.apache.flink.core.fs.Path(
                    folder.resolve(uri.getAuthority() + uri.getPath()).toUri()));
        }
    }
}
