package io.github.managedflink.local.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.http.AwsClients;
import io.github.managedflink.local.http.AwsEndpoint;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamStatus;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.firehose.model.ServiceUnavailableException;

/**
 * Conformance with the <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_Operations.html">API
 * reference</a>.
 */
class FirehoseStandInTest {
    private static final String ARN = "arn:aws:firehose:us-east-1:111122223333:deliverystream/orders";

    private final Gate gate = Gate.open();
    private final FirehoseStandIn firehose =
            new FirehoseStandIn(Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC));
    private final AwsEndpoint endpoint = AwsEndpoint.start(gate, List.of(firehose));
    private final FirehoseClient client = AwsClients.pointedTo(endpoint.endpoint(), FirehoseClient.builder());
    private final Map<String, byte[]> objects = Collections.synchronizedMap(new LinkedHashMap<>());

    FirehoseStandInTest() {
        firehose.createDeliveryStream(ARN, "raw/", objects::put);
    }

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
    }

    // https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html:
    // DeliveryStreamName-Version-yyyy-MM-dd-HH-MM-SS-random,
    // below a folder yyyy/MM/dd/HH/ in UTC; https://docs.aws.amazon.com/firehose/latest/APIReference/API_Record.html:
    // "Firehose
    // concatenates multiple incoming records to create each delivered object".
    @Test
    void joinsRecordsToObjectsBelowThePrefix() {
        client.putRecord(r -> r.deliveryStreamName("orders").record(record("a\n")));
        PutRecordBatchResponse response = put(List.of(record("b\n"), record("c\n")));
        firehose.flush();
        firehose.flush();

        assertThat(response.failedPutCount()).isZero();
        assertThat(response.requestResponses())
                .hasSize(2)
                .extracting(PutRecordBatchResponseEntry::recordId)
                .doesNotHaveDuplicates();
        assertThat(firehose.recordCount(ARN)).isEqualTo(3);
        assertThat(objects).hasSize(1).allSatisfy((key, content) -> {
            assertThat(key).matches("raw/2026/02/03/04/orders-1-2026-02-03-04-05-06-[0-9a-f-]{36}");
            assertThat(content).asString(StandardCharsets.UTF_8).isEqualTo("a\nb\nc\n");
        });
        assertThat(gate.served())
                .isEqualTo(Map.of(
                        new ServiceCall("firehose", "PutRecord", ARN), 1L,
                        new ServiceCall("firehose", "PutRecordBatch", ARN), 1L));
    }

    // https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
    @Test
    void evaluatesTheExpressionsOfACustomPrefix() {
        firehose.createDeliveryStream(ARN, "day=!{timestamp:yyyy-MM-dd}/!{firehose:random-string}/", objects::put);

        put(List.of(record("a")));
        firehose.flush();

        assertThat(objects.keySet())
                .singleElement()
                .asString()
                .matches("day=2026-02-03/[0-9a-f]{11}/orders-1-2026-02-03-04-05-06-.*");
    }

    // https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html: SizeInMBs is 5 by default.
    @Test
    void deliversWhenTheBufferIsFullAndLosesNothing() {
        String line = "x".repeat(999) + "\n";
        for (int i = 0; i < 15; i++) {
            put(Collections.nCopies(500, record(line)));
        }
        assertThat(objects).hasSize(1);
        firehose.flush();

        assertThat(objects.values().stream().mapToInt(each -> each.length).sum())
                .isEqualTo(15 * 500 * 1_000);
    }

    // https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html: up to 500 records, each up to
    // 1,000 KiB,
    // 4 MiB for the entire request.
    @Test
    void holdsTheLimitsOfABatch() {
        SdkBytes largest = SdkBytes.fromByteArray(new byte[1_000 * 1_024]);
        SdkBytes tooLarge = SdkBytes.fromByteArray(new byte[1_000 * 1_024 + 1]);

        assertThat(put(Collections.nCopies(500, record("a"))).failedPutCount()).isZero();
        assertThat(put(List.of(record(largest))).failedPutCount()).isZero();
        assertThatThrownBy(() -> put(Collections.nCopies(501, record("a"))))
                .asInstanceOf(type(FirehoseException.class))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
        assertThatThrownBy(() -> put(List.of(record(tooLarge))))
                .asInstanceOf(type(FirehoseException.class))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
        assertThatThrownBy(() -> put(Collections.nCopies(5, record(largest))))
                .isInstanceOf(InvalidArgumentException.class);
        assertThat(firehose.recordCount(ARN)).isEqualTo(501);
    }

    @Test
    void namesAMissingStream() {
        assertThatThrownBy(() ->
                        client.putRecord(r -> r.deliveryStreamName("missing").record(record("a"))))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Firehose missing under account 000000000000 not found.");
    }

    // https://docs.aws.amazon.com/firehose/latest/APIReference/API_DescribeDeliveryStream.html
    @Test
    void describesAStream() {
        assertThat(client.describeDeliveryStream(r -> r.deliveryStreamName("orders"))
                        .deliveryStreamDescription())
                .satisfies(stream -> assertThat(stream.deliveryStreamARN()).isEqualTo(ARN))
                .satisfies(stream -> assertThat(stream.deliveryStreamStatus()).isEqualTo(DeliveryStreamStatus.ACTIVE));
    }

    // https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html: ServiceUnavailableException is
    // 500; "even if
    // the PutRecordBatch call succeeds, the value of FailedPutCount may be greater than 0"; the responses have the
    // records' order.
    @Test
    void throttlesAsAWholeAndInPart() {
        gate.inject(ServiceFault.throttle("firehose", Duration.ofHours(1)));
        List<Record> records =
                IntStream.range(0, 5).mapToObj(i -> record("r" + i)).toList();

        assertThatThrownBy(() -> put(records)).isInstanceOf(ServiceUnavailableException.class);
        PutRecordBatchResponse response = put(records);
        firehose.flush();

        assertThat(response.failedPutCount()).isEqualTo(2);
        assertThat(response.requestResponses())
                .extracting(PutRecordBatchResponseEntry::errorCode)
                .containsExactly(null, "ServiceUnavailableException", null, "ServiceUnavailableException", null);
        assertThat(objects.values()).singleElement().satisfies(content -> assertThat(content)
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("r0r2r4"));
    }

    private PutRecordBatchResponse put(List<Record> records) {
        return client.putRecordBatch(r -> r.deliveryStreamName("orders").records(records));
    }

    private static Record record(String text) {
        return record(SdkBytes.fromUtf8String(text));
    }

    private static Record record(SdkBytes data) {
        return Record.builder().data(data).build();
    }
}
