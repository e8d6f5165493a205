package io.github.managedflink.local.firehose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsOperation;
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.http.AwsService;
import io.github.managedflink.local.http.JsonProtocol;
import io.github.managedflink.local.http.ServiceTraits;
import io.github.managedflink.local.http.ThrottledBatches;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Amazon Data Firehose with direct puts: it collects records and delivers them to a bucket as the service does, joined
 * without a delimiter. It delivers when 5 MiB have come together and when it is told to, not after a time.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/Welcome.html">Amazon Data Firehose API</a>
 */
public final class FirehoseStandIn implements AwsService {
    /** The most records of a {@code PutRecordBatch}. */
    public static final int MAX_BATCH_RECORDS = 500;

    /** The most bytes of all records of a {@code PutRecordBatch}: 4 MiB. */
    public static final int MAX_BATCH_BYTES = 4 << 20;

    /** The most bytes of a record: 1,000 KiB. */
    public static final int MAX_RECORD_BYTES = 1_000 << 10;

    private static final String THROTTLED = "ServiceUnavailableException";
    private static final ServiceTraits TRAITS = new ServiceTraits(
            "firehose",
            new JsonProtocol("Firehose_20150804"),
            "ValidationException",
            new AwsError(500, THROTTLED, "Slow down."),
            ServiceTraits.ACCESS_DENIED);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, DeliveryStream> streams = new ConcurrentHashMap<>();
    private final ThrottledBatches throttledBatches = new ThrottledBatches();
    private final Clock clock;
    private final Map<String, AwsOperation> operations = Map.of(
            "PutRecord", AwsOperation.of(this::resource, this::putRecord),
            "PutRecordBatch",
                    AwsOperation.of(this::resource, this::putRecordBatch).throttledBy(this::throttleBatch),
            "DescribeDeliveryStream", AwsOperation.of(this::resource, this::describe));

    /** One without delivery streams. */
    public FirehoseStandIn() {
        this(Clock.systemUTC());
    }

    /** One whose arrival times follow the given clock. */
    public FirehoseStandIn(Clock clock) {
        this.clock = clock;
    }

    /**
     * Creates a delivery stream.
     *
     * @param prefix of its objects' keys; may be empty, and may hold {@code !{timestamp:pattern}} and
     *     {@code !{firehose:random-string}} as the <a
     *     href="https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html">service's custom prefixes</a> do
     */
    public void createDeliveryStream(String arn, String prefix, DeliveryTarget target) {
        streams.put(arn, new DeliveryStream(Arn.parse(arn), prefix, target, clock));
    }

    /** How many records the delivery stream has received. */
    public long recordCount(String arn) {
        DeliveryStream stream = streams.get(arn);
        return stream == null ? 0 : stream.recordCount();
    }

    /** Delivers what has not been delivered yet. */
    public void flush() {
        streams.values().forEach(DeliveryStream::flush);
    }

    @Override
    public ServiceTraits traits() {
        return TRAITS;
    }

    @Override
    public Map<String, AwsOperation> operations() {
        return operations;
    }

    private String resource(AwsRequest request) {
        Arn arn = request.caller().arnOf("deliverystream/" + request.required("DeliveryStreamName"));
        return streams.values().stream()
                .map(DeliveryStream::arn)
                .filter(each ->
                        each.region().equals(arn.region()) && each.resource().equals(arn.resource()))
                .findFirst()
                .orElse(arn)
                .toString();
    }

    private DeliveryStream stream(AwsRequest request) {
        Arn arn = Arn.parse(resource(request));
        DeliveryStream stream = streams.get(arn.toString());
        if (stream == null) {
            throw AwsError.badRequest(
                    "ResourceNotFoundException",
                    "Firehose " + arn.name() + " under account " + arn.account() + " not found.");
        }
        return stream;
    }

    private ObjectNode putRecord(AwsRequest request) {
        DeliveryStream stream = stream(request);
        stream.put(List.of(data(request, request.body().path("Record"))));
        return newRecordId().put("Encrypted", false);
    }

    private ObjectNode putRecordBatch(AwsRequest request) {
        DeliveryStream stream = stream(request);
        List<byte[]> batch = batch(request);
        stream.put(batch);
        ArrayNode responses = JSON.arrayNode();
        batch.forEach(each -> responses.add(newRecordId()));
        return batchReply(0, responses);
    }

    private Optional<ObjectNode> throttleBatch(AwsRequest request) {
        return throttledBatches.inPart(() -> {
            DeliveryStream stream = stream(request);
            List<byte[]> batch = batch(request);
            List<byte[]> taken = new ArrayList<>();
            ArrayNode responses = JSON.arrayNode();
            for (int i = 0; i < batch.size(); i++) {
                if (ThrottledBatches.isTaken(i)) {
                    taken.add(batch.get(i));
                    responses.add(newRecordId());
                } else {
                    responses.addObject().put("ErrorCode", THROTTLED).put("ErrorMessage", "Slow down.");
                }
            }
            stream.put(taken);
            return batchReply(batch.size() - taken.size(), responses);
        });
    }

    private static ObjectNode batchReply(int failed, ArrayNode responses) {
        ObjectNode reply = JSON.objectNode().put("FailedPutCount", failed).put("Encrypted", false);
        reply.set("RequestResponses", responses);
        return reply;
    }

    private static ObjectNode newRecordId() {
        return JSON.objectNode().put("RecordId", UUID.randomUUID().toString());
    }

    private static List<byte[]> batch(AwsRequest request) {
        JsonNode records = request.body().path("Records");
        if (records.isEmpty() || records.size() > MAX_BATCH_RECORDS) {
            throw request.invalid(
                    "1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have"
                            + " length between 1 and " + MAX_BATCH_RECORDS + ", not " + records.size());
        }
        List<byte[]> batch = new ArrayList<>(records.size());
        long bytes = 0;
        for (JsonNode each : records) {
            byte[] data = data(request, each);
            bytes += data.length;
            batch.add(data);
        }
        if (bytes > MAX_BATCH_BYTES) {
            throw AwsError.badRequest(
                    "InvalidArgumentException",
                    "Records size exceeds 4 MB limit: " + bytes + " bytes are more than " + MAX_BATCH_BYTES);
        }
        return batch;
    }

    private static byte[] data(AwsRequest request, JsonNode item) {
        byte[] data;
        try {
            data = item.path("Data").binaryValue();
        } catch (IOException e) {
            throw AwsError.badRequest("SerializationException", "Data is not base64");
        }
        if (data == null) {
            throw request.invalid(
                    "1 validation error detected: Value null at 'data' failed to satisfy constraint: Member must"
                            + " not be null");
        }
        if (data.length > MAX_RECORD_BYTES) {
            throw request.invalid(
                    "1 validation error detected: Value at 'data' failed to satisfy constraint: Member must have"
                            + " length less than or equal to " + MAX_RECORD_BYTES);
        }
        return data;
    }

    private ObjectNode describe(AwsRequest request) {
        Arn arn = stream(request).arn();
        ObjectNode reply = JSON.objectNode();
        reply.putObject("DeliveryStreamDescription")
                .put("DeliveryStreamName", arn.name())
                .put("DeliveryStreamARN", arn.toString())
                .put("DeliveryStreamStatus", "ACTIVE")
                .put("DeliveryStreamType", "DirectPut")
                .put("VersionId", "1")
                .put("HasMoreDestinations", false)
                .putArray("Destinations");
        return reply;
    }
}
