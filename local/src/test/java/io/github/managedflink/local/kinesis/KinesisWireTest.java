package io.github.managedflink.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.managedflink.local.kinesis.model.NewRecord;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The protocol as bytes: what no SDK would send, and the JSON encoding, which the AWS SDK for Java does not use by
 * itself.
 */
class KinesisWireTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JSON = "application/x-amz-json-1.1";

    private final MovableClock clock = new MovableClock();
    private final HttpClient http = HttpClient.newHttpClient();
    private KinesisStandIn standIn;

    @BeforeEach
    void start() {
        standIn = KinesisStandIn.start(clock);
        standIn.createStream("orders", 1);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void writesBytesAsBase64AndTimesAsSeconds() {
        standIn.put("orders", List.of(NewRecord.of("k", "hello".getBytes(StandardCharsets.UTF_8))));
        clock.advance(Duration.ofMillis(1_234));

        JsonNode record = call("GetRecords", "{'ShardIterator':'" + iterator("'TRIM_HORIZON'") + "'}")
                .body()
                .get("Records")
                .get(0);

        assertThat(record.get("Data").textValue())
                .isEqualTo(Base64.getEncoder().encodeToString("hello".getBytes(StandardCharsets.UTF_8)));
        assertThat(record.get("ApproximateArrivalTimestamp").decimalValue()).isEqualByComparingTo("1767225600");
        assertThat(record.get("PartitionKey").textValue()).isEqualTo("k");
    }

    @Test
    void readsTimesInFractionsOfASecond() {
        standIn.put("orders", List.of(NewRecord.of("k", new byte[] {1})));
        clock.advance(Duration.ofMillis(500));
        standIn.put("orders", List.of(NewRecord.of("k", new byte[] {2})));

        String iterator = iterator("'AT_TIMESTAMP','Timestamp':1767225600.5");
        JsonNode records = call("GetRecords", "{'ShardIterator':'" + iterator + "'}")
                .body()
                .get("Records");

        assertThat(records).hasSize(1);
    }

    @Test
    void refusesAnIteratorAfterFiveMinutes() {
        String iterator = iterator("'LATEST'");
        clock.advance(Duration.ofMinutes(5).plusMillis(1));

        Answer answer = call("GetRecords", "{'ShardIterator':'" + iterator + "'}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("ExpiredIteratorException");
    }

    @Test
    void refusesAnIteratorOfADeletedStream() {
        String iterator = iterator("'LATEST'");
        call("DeleteStream", "{'StreamName':'orders'}");
        clock.advance(Duration.ofMillis(1));
        standIn.createStream("orders", 1);

        assertThat(call("GetRecords", "{'ShardIterator':'" + iterator + "'}").error())
                .isEqualTo("ResourceNotFoundException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    GetRecords         | {'ShardIterator':'bm90IG9uZQ'}                                          | InvalidArgumentException
                    GetRecords         | {'ShardIterator':'%%%'}                                                 | InvalidArgumentException
                    GetRecords         | {}                                                                      | ValidationException
                    PutRecords         | {'StreamName':'orders','Records':[]}                                    | ValidationException
                    PutRecords         | {'StreamName':'orders','Records':{}}                                    | SerializationException
                    PutRecord          | {'StreamName':'orders','PartitionKey':'k','Data':'not base64!'}         | SerializationException
                    PutRecord          | {'StreamName':'orders','PartitionKey':'k'}                              | ValidationException
                    PutRecord          | {'PartitionKey':'k','Data':'AA=='}                                      | InvalidArgumentException
                    PutRecord          | {'StreamName':1,'PartitionKey':'k','Data':'AA=='}                       | SerializationException
                    DescribeStream     | {'StreamARN':'orders'}                                                  | ValidationException
                    CreateStream       | {'StreamName':'none','ShardCount':0}                                    | ValidationException
                    CreateStream       | {'StreamName':'none'}                                                   | InvalidArgumentException
                    CreateStream       | {'StreamName':'none','ShardCount':10001}                                | LimitExceededException
                    SubscribeToShard   | {'ConsumerARN':'nobody'}                                                | ValidationException
                    GetShardIterator   | {'StreamName':'orders','ShardId':'s','ShardIteratorType':'FIRST'}       | ValidationException
                    MakeCoffee         | {}                                                                      | UnknownOperationException
                    ListStreams        | {                                                                       | SerializationException
                    ListStreams        | []                                                                      | SerializationException
                    """)
    void refusesWhatIsWrong(String action, String body, String error) {
        Answer answer = call(action, body);

        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("message").textValue()).isNotBlank();
    }

    @Test
    void refusesMoreRecordsThanOnePutMayHave() {
        String records = String.join(",", Collections.nCopies(501, "{'PartitionKey':'k','Data':'AA=='}"));

        assertThat(call("PutRecords", "{'StreamName':'orders','Records':[" + records + "]}")
                        .error())
                .isEqualTo("ValidationException");
        assertThat(standIn.recordCount("orders")).isZero();
    }

    @Test
    void refusesMoreBytesThanOnePutMayHave() {
        String data = Base64.getEncoder().encodeToString(new byte[1_000_000]);
        String records = String.join(",", Collections.nCopies(6, "{'PartitionKey':'k','Data':'" + data + "'}"));

        assertThat(call("PutRecords", "{'StreamName':'orders','Records':[" + records + "]}")
                        .error())
                .isEqualTo("InvalidArgumentException");
        assertThat(standIn.recordCount("orders")).isZero();
    }

    @Test
    void findsAStreamByNameOnlyInTheRegionThatTheCallerSignedFor() {
        String elsewhere = "arn:aws:kinesis:eu-west-1:111122223333:stream/elsewhere";
        standIn.createStream(elsewhere, 1);

        assertThat(call("DescribeStreamSummary", "{'StreamName':'elsewhere'}").error())
                .isEqualTo("ResourceNotFoundException");
        assertThat(callFrom("eu-west-1", "DescribeStreamSummary", "{'StreamName':'elsewhere'}")
                        .body()
                        .at("/StreamDescriptionSummary/StreamARN")
                        .textValue())
                .isEqualTo(elsewhere);
    }

    private String iterator(String type) {
        return call(
                        "GetShardIterator",
                        "{'StreamName':'orders','ShardId':'shardId-000000000000','ShardIteratorType':" + type + "}")
                .body()
                .get("ShardIterator")
                .textValue();
    }

    private Answer call(String action, String body) {
        return callFrom("us-east-1", action, body);
    }

    private Answer callFrom(String region, String action, String body) {
        HttpRequest request = HttpRequest.newBuilder(standIn.endpoint())
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", JSON)
                .header("X-Amz-Target", "Kinesis_20131202." + action)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20260101/" + region + "/kinesis/aws4_request, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.headers().firstValue("Content-Type")).contains(JSON);
            return new Answer(response.statusCode(), MAPPER.readTree(response.body()));
        } catch (IOException e) {
            throw new AssertionError("no answer to " + action, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private record Answer(int status, JsonNode body) {

        String error() {
            return body.path("__type").textValue();
        }
    }
}
