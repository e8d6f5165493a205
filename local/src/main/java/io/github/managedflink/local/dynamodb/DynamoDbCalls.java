package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.managedflink.local.assembly.Environment;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.http.ThrottledBatches;
import io.github.managedflink.local.proxy.Answer;
import io.github.managedflink.local.proxy.GatedService;
import io.github.managedflink.local.proxy.ProxiedRequest;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Names requests to DynamoDB by the tables that they touch, and refuses them in DynamoDB's words.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions of
 *     DynamoDB</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error handling with
 *     DynamoDB</a>
 */
final class DynamoDbCalls implements GatedService {

    static final String CONTENT_TYPE = "application/x-amz-json-1.0";

    private static final String SERVICE = "dynamodb";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> arns = new ConcurrentHashMap<>();
    private final ThrottledBatches turns = new ThrottledBatches();
    private final PartialBatches batches;

    DynamoDbCalls(DynamoDbClient server) {
        this.batches = new PartialBatches(server);
    }

    /** Tells the ARN of a table that requests give by its name. */
    void know(String table, String arn) {
        arns.put(table, arn);
    }

    @Override
    public boolean isNamedByBody(ProxiedRequest head) {
        return true;
    }

    @Override
    public List<ServiceRequest> calls(ProxiedRequest request) {
        String region = request.region("us-east-1");
        Set<String> tables = tables(read(request));
        String action = actionOf(request);
        Stream<String> resources = tables.isEmpty()
                ? Stream.of(ServiceCall.NO_RESOURCE)
                : tables.stream().map(table -> arnOf(table, region));
        return resources
                .map(resource ->
                        ServiceRequest.signed(request.accessKeyId(), new ServiceCall(SERVICE, action, resource)))
                .toList();
    }

    private static String actionOf(ProxiedRequest request) {
        String target = request.header("X-Amz-Target");
        return target.substring(target.indexOf('.') + 1);
    }

    private static JsonNode read(ProxiedRequest request) {
        try {
            return JSON.readTree(request.body());
        } catch (IOException e) {
            // The server will say what is wrong with it.
            return MissingNode.getInstance();
        }
    }

    private static Set<String> tables(JsonNode parameters) {
        Set<String> tables = new LinkedHashSet<>();
        parameters.path("RequestItems").fieldNames().forEachRemaining(tables::add);
        parameters
                .path("TransactItems")
                .forEach(item ->
                        item.forEach(part -> tables.add(part.path("TableName").asText())));
        if (parameters.hasNonNull("TableName")) {
            tables.add(parameters.get("TableName").asText());
        }
        return tables;
    }

    private String arnOf(String table, String region) {
        return table.startsWith("arn:")
                ? table
                : arns.getOrDefault(table, Environment.ofRegion(region).arn("dynamodb", "table/" + table));
    }

    @Override
    public CompletionStage<Answer> throttled(ProxiedRequest request) {
        JsonNode parameters = read(request);
        if (actionOf(request).equals("BatchWriteItem") && PartialBatches.canBeSplit(parameters)) {
            return turns.inPart(() -> batches.write(parameters).thenApply(DynamoDbCalls::ok))
                    .orElseGet(DynamoDbCalls::throughputExceeded);
        }
        return throughputExceeded();
    }

    private static CompletionStage<Answer> throughputExceeded() {
        return CompletableFuture.completedFuture(error(
                400,
                "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
                "The level of configured provisioned throughput for the table was exceeded. Consider increasing your"
                        + " provisioning level with the UpdateTable API."));
    }

    @Override
    public Answer denied(ProxiedRequest request, String message) {
        return error(400, "com.amazon.coral.service#AccessDeniedException", message);
    }

    private static Answer ok(JsonNode body) {
        return Answer.of(200, CONTENT_TYPE, body.toString());
    }

    @Override
    public Answer failed(ProxiedRequest request, int status) {
        return status == 503
                ? error(status, "com.amazon.coral.availability#ServiceUnavailableException", "Service unavailable.")
                : error(
                        status,
                        "com.amazonaws.dynamodb.v20120810#InternalServerError",
                        "The request processing has failed because of an unknown error, exception or failure.");
    }

    private static Answer error(int status, String type, String message) {
        return Answer.of(
                status,
                CONTENT_TYPE,
                JSON.createObjectNode()
                        .put("__type", type)
                        .put("message", message)
                        .toString());
    }
}
