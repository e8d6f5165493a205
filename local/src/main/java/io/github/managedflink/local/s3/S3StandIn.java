package io.github.managedflink.local.s3;

import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.proxy.GatedProxy;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Amazon S3 in this process, for clients that are pointed to {@link #endpoint()} with path-style addressing: S3Proxy
 * over a folder. It listens on the loopback interface alone and takes only requests that are signed with
 * {@link #ACCESS_KEY} and {@link #SECRET_KEY}.
 *
 * <p>Objects lie in the folder as files, so a key cannot be both an object and the prefix of another ("a" and "a/b").
 *
 * @see <a href="https://github.com/gaul/s3proxy">S3Proxy</a>
 */
public final class S3StandIn implements AutoCloseable {

    public static final String ACCESS_KEY = "local";
    public static final String SECRET_KEY = "local-secret";

    private static final String UPLOAD_PREFIX = ".s3proxy-mpu-stub-";

    private final BlobStore store;
    private final Path folder;
    private final S3Calls calls;
    private final S3Proxy server;
    private final GatedProxy proxy;

    private S3StandIn(BlobStore store, Path folder, S3Calls calls, S3Proxy server, GatedProxy proxy) {
        this.store = store;
        this.folder = folder;
        this.calls = calls;
        this.server = server;
        this.proxy = proxy;
    }

    /**
     * Starts one that keeps its objects in the given folder, which it creates if need be and leaves when it is closed.
     * Buckets that are there already are served.
     */
    public static S3StandIn start(Path folder) throws IOException {
        return start(folder, 0, Gate.open(), Set.of(), "aws");
    }

    /**
     * The same before a gate, and on the given port for clients whose endpoint is fixed.
     *
     * @param port 0 for any free one
     * @param gate asked for every call
     * @param exempt buckets whose calls are neither counted nor disturbed, because in AWS they belong to somebody else
     * @param partition the one that the buckets are in, as ARNs name it
     */
    public static S3StandIn start(Path folder, int port, Gate gate, Set<String> exempt, String partition)
            throws IOException {
        Files.createDirectories(folder);
        BlobStore store = new AnyKeyBlobStore(
                new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()));
        S3Proxy server = S3Proxy.builder()
                .blobStore(store)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .build();
        // Whoever calls has an access key of its own.
        server.setBlobStoreLocator((accessKey, bucket, key) -> new AccessGrant(SECRET_KEY, store));
        try {
            server.start();
            URI behind = URI.create("http://127.0.0.1:" + server.getPort());
            S3Calls calls = new S3Calls(exempt, partition);
            return new S3StandIn(store, folder, calls, server, GatedProxy.start(port, behind, calls, gate));
        } catch (Exception e) {
            stop(server);
            throw new IOException("the S3 stand-in does not start: " + e.getMessage(), e);
        }
    }

    /** Where clients connect: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return proxy.endpoint();
    }

    /** Creates a bucket unless it exists. */
    public void createBucket(String bucket) {
        if (!store.containerExists(bucket)) {
            store.createContainer(bucket);
        }
    }

    /** Lets a bucket be called by another name, too, which says who calls. */
    public void addAlias(BucketAlias alias) throws IOException {
        calls.know(alias);
        Files.createSymbolicLink(
                folder.resolve(alias.name()), folder.resolve(alias.bucket()).toAbsolutePath());
    }

    /** Stores a file as an object, in place of one that has the same key. */
    public void putObject(String bucket, String key, Path content) throws IOException {
        try (InputStream in = Files.newInputStream(content)) {
            putObject(bucket, key, in, Files.size(content));
        }
    }

    /** Stores bytes as an object, in place of one that has the same key. */
    public void putObject(String bucket, String key, byte[] content) {
        putObject(bucket, key, new ByteArrayInputStream(content), content.length);
    }

    private void putObject(String bucket, String key, InputStream content, long length) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentLength(length)
                .build();
        store.putBlob(request, content);
    }

    /**
     * The keys of all objects of a bucket, in order. Parts of uploads that are not complete do not show.
     *
     * @throws NoSuchBucketException if the bucket does not exist
     */
    public List<String> listObjects(String bucket) {
        return listObjects(bucket, "");
    }

    /** Those whose keys begin with a prefix. */
    public List<String> listObjects(String bucket, String prefix) {
        List<String> keys = new ArrayList<>();
        String token = null;
        do {
            ListObjectsV2Response page = store.list(ListObjectsV2Request.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .continuationToken(token)
                    .build());
            page.contents().stream()
                    .map(S3Object::key)
                    .filter(S3StandIn::isContent)
                    .forEach(keys::add);
            token = page.nextContinuationToken();
        } while (token != null);
        return keys;
    }

    /** Not what S3A marks an empty folder by, nor what S3Proxy keeps of an upload that is not complete. */
    private static boolean isContent(String key) {
        return !key.endsWith("/") && !key.startsWith(UPLOAD_PREFIX);
    }

    /** Hands over the lines of an object that holds text. */
    public void lines(String bucket, String key, Consumer<String> action) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(store.getBlob(bucket, key), StandardCharsets.UTF_8))) {
            lines.lines().forEach(action);
        } catch (IOException e) {
            throw new UncheckedIOException("object " + key + " of bucket " + bucket + " cannot be read", e);
        }
    }

    /**
     * Writes an object as a file under a folder.
     *
     * @param name that of the file
     * @return the file
     */
    public Path copyObject(String bucket, String key, OwnFolder folder, String name) throws IOException {
        try (InputStream in = store.getBlob(bucket, key);
                OutputStream out = folder.create(name)) {
            in.transferTo(out);
        }
        return folder.path(name);
    }

    /** Breaks all connections off and ends all threads. The objects stay in the folder. */
    @Override
    public void close() throws IOException {
        proxy.close();
        stop(server);
        store.close();
    }

    private static void stop(S3Proxy server) throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the S3 stand-in does not stop: " + e.getMessage(), e);
        }
    }
}
