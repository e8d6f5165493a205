package io.github.managedflink.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.proxy.ProxiedRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The names of the calls.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Required
 *     permissions for S3 API operations</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
class S3CallsTest {

    @ParameterizedTest
    @CsvSource({
        "GET,    /,                          ListAllMyBuckets",
        "GET,    /orders?list-type=2,        ListBucket",
        "GET,    /orders/?prefix=a,          ListBucket",
        "HEAD,   /orders,                    ListBucket",
        "GET,    /orders?uploads,            ListBucketMultipartUploads",
        "GET,    /orders?location,           GetBucketLocation",
        "PUT,    /orders,                    CreateBucket",
        "GET,    /orders/a/b,                GetObject",
        "HEAD,   /orders/a/b,                GetObject",
        "GET,    /orders/a/b?uploadId=1,     ListMultipartUploadParts",
        "PUT,    /orders/a/b,                PutObject",
        "POST,   /orders/a/b?uploads,        PutObject",
        "PUT,    /orders/a/b?partNumber=1&uploadId=1, PutObject",
        "POST,   /orders/a/b?uploadId=1,     PutObject",
        "DELETE, /orders/a/b?uploadId=1,     AbortMultipartUpload",
        "DELETE, /orders/a/b,                DeleteObject",
        "PUT,    /orders/a/b?tagging,        PutObjectTagging",
    })
    void namesARequestByThePermissionThatItNeeds(String method, String uri, String action) {
        assertThat(new S3Calls(Set.of(), "aws").calls(request(method, uri, new DefaultHttpHeaders(), "")))
                .extracting(each -> each.call().action())
                .containsExactly(action);
    }

    @Test
    void namesACallerByItsOwnNameOfTheBucketAndWhatItLists() {
        S3Calls calls = new S3Calls(Set.of(), "aws");
        calls.know(new BucketAlias("orders-1-s3alias", "orders", "Billing"));

        ServiceCall list = new ServiceCall("s3", "ListBucket", "arn:aws:s3:::orders");
        assertThat(calls.calls(
                        request("GET", "/orders-1-s3alias?list-type=2&prefix=a%2F", new DefaultHttpHeaders(), "")))
                .containsExactly(ServiceRequest.signed("Billing", list).with("s3:prefix", "a/"));
        assertThat(calls.calls(request("GET", "/orders?list-type=2", new DefaultHttpHeaders(), "")))
                .containsExactly(ServiceRequest.signed("", list));
    }

    @Test
    void namesTheObjectByItsDecodedKey() {
        assertThat(new S3Calls(Set.of(), "aws")
                        .calls(request("GET", "/orders/day%3D1/caf%C3%A9+x", new DefaultHttpHeaders(), "")))
                .extracting(ServiceRequest::call)
                .containsExactly(call("GetObject", "arn:aws:s3:::orders/day=1/café+x"));
    }

    @Test
    void namesBothSidesOfACopy() {
        HttpHeaders headers = new DefaultHttpHeaders().set("x-amz-copy-source", "/from/a%20b");

        assertThat(new S3Calls(Set.of(), "aws").calls(request("PUT", "/to/c", headers, "")))
                .extracting(ServiceRequest::call)
                .containsExactly(call("PutObject", "arn:aws:s3:::to/c"), call("GetObject", "arn:aws:s3:::from/a b"));
    }

    @Test
    void countsWhatClientsDo(@TempDir Path folder) throws IOException {
        Gate gate = Gate.open();
        try (S3StandIn standIn = S3StandIn.start(folder, 0, gate, Set.of("state"), "aws");
                S3Client client = client(standIn)) {
            standIn.createBucket("orders");
            standIn.createBucket("state");

            client.putObject(r -> r.bucket("orders").key("a"), RequestBody.fromString("1"));
            client.putObject(r -> r.bucket("orders").key("b"), RequestBody.fromString("2"));
            client.putObject(r -> r.bucket("state").key("checkpoint"), RequestBody.fromString("3"));
            client.deleteObjects(r -> r.bucket("orders")
                    .delete(Delete.builder()
                            .objects(
                                    ObjectIdentifier.builder().key("a").build(),
                                    ObjectIdentifier.builder().key("b").build())
                            .build()));

            assertThat(standIn.listObjects("orders")).isEmpty();
            assertThat(gate.served().keySet())
                    .containsExactlyInAnyOrder(
                            call("PutObject", "arn:aws:s3:::orders/a"),
                            call("PutObject", "arn:aws:s3:::orders/b"),
                            call("DeleteObject", "arn:aws:s3:::orders/a"),
                            call("DeleteObject", "arn:aws:s3:::orders/b"));
        }
    }

    @Test
    void refusesInTheWordsOfTheService(@TempDir Path folder) throws IOException {
        Gate gate = Gate.open();
        try (S3StandIn standIn = S3StandIn.start(folder, 0, gate, Set.of(), "aws");
                S3Client client = client(standIn)) {
            standIn.createBucket("orders");
            gate.inject(ServiceFault.throttle("s3", Duration.ofMinutes(1)));

            assertThatThrownBy(() -> client.putObject(
                            r -> r.bucket("orders").key("a"), RequestBody.fromBytes(new byte[3 << 20])))
                    .isInstanceOfSatisfying(S3Exception.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(503);
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
                        assertThat(e.isThrottlingException()).isTrue();
                    });
            assertThat(standIn.listObjects("orders")).isEmpty();
        }
    }

    private static ProxiedRequest request(String method, String uri, HttpHeaders headers, String body) {
        return new ProxiedRequest(method, uri, headers, body.getBytes(UTF_8));
    }

    private static ServiceCall call(String action, String resource) {
        return new ServiceCall("s3", action, resource);
    }

    private static S3Client client(S3StandIn standIn) {
        return S3Client.builder()
                .endpointOverride(standIn.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3StandIn.ACCESS_KEY, S3StandIn.SECRET_KEY)))
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }
}
