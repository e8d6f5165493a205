package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.managedflink.local.http.AwsError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the service refuses, in its words.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error
 *     handling with DynamoDB</a>
 */
public final class DynamoDbErrors {

    /** The code of errors about what a request holds. */
    public static final String VALIDATION = "com.amazon.coral.validate#ValidationException";

    /** What the service says of a write whose condition does not hold. */
    public static final String CONDITION_FAILED = "The conditional request failed";

    /** The code of the error for a caller that lacks a permission. */
    public static final String ACCESS_DENIED = "com.amazon.coral.service#AccessDeniedException";

    /** What the service says of a key that is not one of its table's. */
    public static final String KEY_MISMATCH = "The provided key element does not match the schema";

    static final String INVALID_PARAMETER = "One or more parameter values were invalid: ";
    private static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";
    private static final String CORAL = "com.amazon.coral.service#";

    private DynamoDbErrors() {}

    public static AwsError validation(String message) {
        return AwsError.badRequest(VALIDATION, message);
    }

    /** About a parameter that is well-formed and nonetheless impossible. */
    public static AwsError invalidParameter(String message) {
        return validation(INVALID_PARAMETER + message);
    }

    /** About an item that its table does not take. */
    static ItemMismatchError itemMismatch(String message) {
        return new ItemMismatchError(INVALID_PARAMETER + message);
    }

    /** About a key that is not one of its table's. */
    public static ItemMismatchError keyMismatch() {
        return new ItemMismatchError(KEY_MISMATCH);
    }

    /** About an attribute value that has no type, or several. */
    public static MalformedValueError malformedValue(String what) {
        return new MalformedValueError(
                "Supplied AttributeValue " + what + ", must contain exactly one of the supported datatypes");
    }

    /** About JSON of a wrong shape. */
    public static AwsError serialization(String message) {
        return AwsError.badRequest(CORAL + "SerializationException", message);
    }

    /**
     * About a parameter that breaks a constraint of the API's model.
     *
     * @param path the parameter's, with a small first letter
     */
    public static AwsError constraint(String value, String path, String constraint) {
        return validation("1 validation error detected: Value " + value + " at '" + path
                + "' failed to satisfy constraint: " + constraint);
    }

    /** A parameter's name in the path that an error shows: with a small first letter. */
    public static String inPath(String parameter) {
        return parameter.substring(0, 1).toLowerCase(Locale.ROOT) + parameter.substring(1);
    }

    public static AwsError missing(String path) {
        return constraint("null", path, "Member must not be null");
    }

    /**
     * About a write whose condition does not hold.
     *
     * @param item the item as it is, if the caller asked for it and it exists
     */
    public static AwsError conditionFailed(Optional<MapValue> item) {
        AwsError error = AwsError.badRequest(DYNAMODB + "ConditionalCheckFailedException", CONDITION_FAILED);
        return item.map(existing -> error.with("Item", existing.content())).orElse(error);
    }

    /**
     * About a transaction that was not carried out.
     *
     * @param codes for each of the transaction's entries, {@code None} for those without fault
     * @param reasons for each of them, in the words of the API
     */
    public static AwsError transactionCanceled(List<String> codes, ArrayNode reasons) {
        return AwsError.badRequest(
                        DYNAMODB + "TransactionCanceledException",
                        "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes)
                .with("CancellationReasons", reasons);
    }

    public static AwsError otherParameters() {
        return AwsError.badRequest(
                DYNAMODB + "IdempotentParameterMismatchException",
                "The request uses the same client token as a previous, but non-identical request. Do not reuse a client"
                        + " token with different requests, unless the requests are identical");
    }

    public static AwsError tableNotFound() {
        return notFound("Requested resource not found");
    }

    public static AwsError tableNotFound(String name) {
        return notFound("Requested resource not found: Table: " + name + " not found");
    }

    private static AwsError notFound(String message) {
        return AwsError.badRequest(DYNAMODB + "ResourceNotFoundException", message);
    }

    public static AwsError tableExists(String name) {
        return AwsError.badRequest(DYNAMODB + "ResourceInUseException", "Table already exists: " + name);
    }

    public static AwsError throughputExceeded() {
        return AwsError.badRequest(
                DYNAMODB + "ProvisionedThroughputExceededException",
                "The level of configured provisioned throughput for the table was exceeded. Consider increasing your"
                        + " provisioning level with the UpdateTable API.");
    }

    /**
     * About a failure of the service itself.
     *
     * @param status 500 or 503
     */
    public static AwsError serverError(int status) {
        return status == 503
                ? new AwsError(
                        status, "com.amazon.coral.availability#ServiceUnavailableException", "Service unavailable.")
                : new AwsError(
                        status,
                        DYNAMODB + "InternalServerError",
                        "The request processing has failed because of an unknown error, exception or failure.");
    }
}
