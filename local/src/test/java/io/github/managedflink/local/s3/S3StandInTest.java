package io.github.managedflink.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.files.OutputFolder;
import io.github.managedflink.local.files.OwnFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3StandInTest {

    private static final int PART_BYTES = 5 << 20;

    @TempDir
    Path folder;

    private S3StandIn standIn;
    private S3Client client;

    @BeforeEach
    void start() throws IOException {
        standIn = S3StandIn.start(folder.resolve("objects"));
        client = client(S3StandIn.ACCESS_KEY, S3StandIn.SECRET_KEY);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        standIn.close();
    }

    @Test
    void givesBackWhatAClientStored() {
        standIn.createBucket("orders");

        client.putObject(r -> r.bucket("orders").key("day=2026-01-01/part-0"), RequestBody.fromString("hello"));

        assertThat(client.getObjectAsBytes(r -> r.bucket("orders").key("day=2026-01-01/part-0"))
                        .asUtf8String())
                .isEqualTo("hello");
        assertThat(standIn.listObjects("orders")).containsExactly("day=2026-01-01/part-0");
    }

    @Test
    void takesTheAccessKeyOfEachApplication() {
        standIn.createBucket("orders");

        try (S3Client other = client("Application", S3StandIn.SECRET_KEY)) {
            other.putObject(r -> r.bucket("orders").key("key"), RequestBody.fromString("hello"));
        }

        assertThat(standIn.listObjects("orders")).containsExactly("key");
    }

    @Test
    void showsAMultipartUploadOnlyWhenItIsComplete() {
        standIn.createBucket("orders");
        byte[] content = new byte[PART_BYTES + 1_000];
        new Random(7).nextBytes(content);
        byte[] head = Arrays.copyOf(content, PART_BYTES);
        byte[] tail = Arrays.copyOfRange(content, PART_BYTES, content.length);
        String upload =
                client.createMultipartUpload(r -> r.bucket("orders").key("big")).uploadId();
        List<CompletedPart> parts = List.of(uploadPart(upload, 1, head), uploadPart(upload, 2, tail));
        assertThat(standIn.listObjects("orders")).isEmpty();
        assertThat(client.listObjectsV2(r -> r.bucket("orders")).contents()).isEmpty();

        client.completeMultipartUpload(
                r -> r.bucket("orders").key("big").uploadId(upload).multipartUpload(m -> m.parts(parts)));

        assertThat(standIn.listObjects("orders")).containsExactly("big");
        assertThat(client.getObjectAsBytes(r -> r.bucket("orders").key("big")).asByteArray())
                .isEqualTo(content);
    }

    @Test
    void forgetsAnAbortedUpload() {
        standIn.createBucket("orders");
        String upload =
                client.createMultipartUpload(r -> r.bucket("orders").key("big")).uploadId();
        uploadPart(upload, 1, new byte[PART_BYTES]);

        client.abortMultipartUpload(r -> r.bucket("orders").key("big").uploadId(upload));

        assertThat(standIn.listObjects("orders")).isEmpty();
        assertThat(client.listMultipartUploads(r -> r.bucket("orders")).uploads())
                .isEmpty();
    }

    @Test
    void copiesAllObjectsOutInTheOrderOfTheirKeys() throws IOException {
        standIn.createBucket("orders");
        Path source = Files.writeString(folder.resolve("source"), "content");
        List<String> keys = IntStream.range(0, 1_100)
                .mapToObj(i -> "a/" + (10_000 + i) + ".json")
                .toList();
        for (String key : keys) {
            standIn.putObject("orders", key, source);
        }

        List<Path> files = new ArrayList<>();
        try (OutputFolder out = OutputFolder.open(folder.resolve("out"))) {
            OwnFolder target = out.begin();
            for (String key : standIn.listObjects("orders")) {
                files.add(standIn.copyObject("orders", key, target, key));
            }
        }

        assertThat(files)
                .containsExactlyElementsOf(
                        keys.stream().map(folder.resolve("out")::resolve).toList());
        assertThat(files.get(1_099)).hasContent("content");
    }

    /** S3 takes 1,024 bytes of UTF-8, of which one part may have all. */
    @ParameterizedTest
    @MethodSource("keys")
    void takesEveryKeyThatS3Takes(String key) {
        standIn.createBucket("orders");
        client.putObject(r -> r.bucket("orders").key("other"), RequestBody.fromString("other"));

        client.putObject(r -> r.bucket("orders").key(key), RequestBody.fromString("hello"));
        client.copyObject(r -> r.sourceBucket("orders")
                .sourceKey(key)
                .destinationBucket("orders")
                .destinationKey("copy/of"));

        assertThat(text(key, null)).isEqualTo("hello");
        assertThat(text(key, "bytes=1-3")).isEqualTo("ell");
        assertThat(text("copy/of", null)).isEqualTo("hello");
        assertThat(client.headObject(r -> r.bucket("orders").key(key)).contentLength())
                .isEqualTo(5);
        assertThat(standIn.listObjects("orders")).containsExactlyInAnyOrder(key, "other", "copy/of");
        client.deleteObject(r -> r.bucket("orders").key(key));
        assertThat(standIn.listObjects("orders")).containsExactlyInAnyOrder("other", "copy/of");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void listsEveryKeyFolderByFolder(String key) {
        standIn.createBucket("orders");
        client.putObject(r -> r.bucket("orders").key(key), RequestBody.fromString("hello"));

        for (int slash = -1; slash >= -1 && slash < key.length(); slash = key.indexOf('/', slash + 1)) {
            String prefix = key.substring(0, slash + 1);
            ListObjectsV2Response page =
                    client.listObjectsV2(r -> r.bucket("orders").prefix(prefix).delimiter("/"));
            int next = key.indexOf('/', slash + 1);
            if (next >= 0) {
                assertThat(page.contents()).isEmpty();
                assertThat(page.commonPrefixes())
                        .extracting(CommonPrefix::prefix)
                        .containsExactly(key.substring(0, next + 1));
            } else {
                assertThat(page.commonPrefixes()).isEmpty();
                assertThat(page.contents()).extracting(S3Object::key).containsExactly(key);
                break;
            }
        }
        String half = key.substring(0, key.offsetByCodePoints(0, key.codePointCount(0, key.length()) / 2));
        assertThat(client.listObjectsV2(r -> r.bucket("orders").prefix(half)).contents())
                .extracting(S3Object::key)
                .containsExactly(key);
    }

    static Stream<String> keys() {
        return Stream.of(
                "k=" + "a".repeat(300) + "/part-0",
                "a".repeat(1_024),
                "k=\u6771\u4eac\u90fd/\u4e38\u306e\u5185",
                "\u6771".repeat(341),
                "\ud83d\ude00".repeat(100) + "/" + "b".repeat(150) + "/" + "c".repeat(151),
                "k=%E6%9D%B1/50% off ~ a+b&c",
                "a/".repeat(300) + "z");
    }

    private String text(String key, String range) {
        return client.getObjectAsBytes(r -> r.bucket("orders").key(key).range(range))
                .asUtf8String();
    }

    @Test
    void takesALongKeyInParts() {
        standIn.createBucket("orders");
        String key = "k=" + "\u6771".repeat(300);
        byte[] content = new byte[PART_BYTES + 1];
        String upload =
                client.createMultipartUpload(r -> r.bucket("orders").key(key)).uploadId();
        assertThat(client.listMultipartUploads(r -> r.bucket("orders")).uploads())
                .singleElement()
                .satisfies(each -> assertThat(each.key()).isEqualTo(key));
        List<CompletedPart> parts = List.of(
                uploadPart(key, upload, 1, Arrays.copyOf(content, PART_BYTES)),
                uploadPart(key, upload, 2, new byte[1]));
        assertThat(client.listParts(r -> r.bucket("orders").key(key).uploadId(upload))
                        .parts())
                .hasSize(2);

        client.completeMultipartUpload(
                r -> r.bucket("orders").key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));

        assertThat(standIn.listObjects("orders")).containsExactly(key);
        assertThat(client.getObjectAsBytes(r -> r.bucket("orders").key(key)).asByteArray())
                .isEqualTo(content);
    }

    @Test
    void servesBucketsOfAnEarlierRun() throws IOException {
        standIn.createBucket("orders");
        client.putObject(r -> r.bucket("orders").key("kept"), RequestBody.fromString("hello"));
        standIn.close();

        try (S3StandIn later = S3StandIn.start(folder.resolve("objects"))) {
            later.createBucket("orders");
            assertThat(later.listObjects("orders")).containsExactly("kept");
        }
    }

    @Test
    void refusesAWrongSecret() {
        standIn.createBucket("orders");

        try (S3Client stranger = client(S3StandIn.ACCESS_KEY, "wrong")) {
            assertThatThrownBy(() -> stranger.listObjectsV2(r -> r.bucket("orders")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void namesAMissingBucket() {
        assertThatThrownBy(() -> standIn.listObjects("missing")).isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void listensOnTheLoopbackInterfaceOnly() throws IOException {
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                boolean reached = connects(address, standIn.endpoint().getPort());
                assertThat(reached)
                        .as("reached at " + address)
                        .isEqualTo(address.getHostAddress().equals("127.0.0.1"));
            }
        }
    }

    @Test
    void endsItsThreadsWhenItIsClosed() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        S3StandIn other = S3StandIn.start(folder.resolve("other"));
        Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
        started.removeAll(before);
        assertThat(started).isNotEmpty();

        other.close();

        Awaitility.await().until(() -> started.stream().noneMatch(Thread::isAlive));
    }

    private static boolean connects(InetAddress address, int port) {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private CompletedPart uploadPart(String upload, int number, byte[] content) {
        return uploadPart("big", upload, number, content);
    }

    private CompletedPart uploadPart(String key, String upload, int number, byte[] content) {
        String tag = client.uploadPart(
                        r -> r.bucket("orders").key(key).uploadId(upload).partNumber(number),
                        RequestBody.fromBytes(content))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    private S3Client client(String accessKey, String secretKey) {
        return S3Client.builder()
                .endpointOverride(standIn.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }
}
