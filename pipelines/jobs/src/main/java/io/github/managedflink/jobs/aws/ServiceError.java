package io.github.managedflink.jobs.aws;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What an error of a service asks for. */
public enum ServiceError {
    /** The service cannot at the moment, or cannot be reached: the same call may succeed later. */
    TEMPORARY,
    /** The service does not take what it was given, and never will. */
    REFUSED,
    /** Nothing can be delivered until somebody changes something: a permission, a resource, a key. */
    FATAL;

    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERROR = 500;

    /** Codes that come with status 400 or in the answer for one entry. */
    private static final Set<String> TEMPORARY_CODES = Set.of(
            "InternalError",
            "InternalException",
            "InternalFailure",
            "InternalServerError",
            "KMSThrottled",
            "KMSThrottling",
            "KMSThrottlingException",
            "LimitExceededException",
            "ProvisionedThroughputExceededException",
            "ReplicatedWriteConflictException",
            "RequestLimitExceeded",
            "RequestTimeout",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "SlowDown",
            "Throttled",
            "ThrottledException",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException",
            "TransactionConflictException",
            // OpenSearch: an index that takes no writes at the moment, and full queues.
            "cluster_block_exception",
            "rejected_execution_exception");

    private static final Set<String> FATAL_CODES = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthFailure",
            "AuthorizationError",
            "AuthorizationErrorException",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "InvalidKMSResourceException",
            "InvalidSecurity",
            "InvalidSecurityException",
            "InvalidSignatureException",
            "InvalidSourceException",
            "KMSAccessDenied",
            "KMSAccessDeniedException",
            "KMSDisabled",
            "KMSDisabledException",
            "KMSInvalidState",
            "KMSInvalidStateException",
            "KMSNotFound",
            "KMSNotFoundException",
            "KMSOptInRequired",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "NotAuthorizedForSourceException",
            "NotFound",
            "NotFoundException",
            "RequestExpired",
            "RequestTimeTooSkewed",
            "ResourceNotFoundException",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException",
            // OpenSearch: an index that is closed, and one that the domain has no shards left for.
            "index_closed_exception",
            "validation_exception");

    /** What the failure of a call asks for. What nobody foresaw is fatal: it is a fault of the job. */
    public static ServiceError of(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof ServiceException) {
            return ((ServiceException) cause).error();
        }
        if (cause instanceof AwsServiceException) {
            AwsServiceException error = (AwsServiceException) cause;
            if (error.isThrottlingException()) {
                return TEMPORARY;
            }
            String code = error.awsErrorDetails() == null
                    ? null
                    : error.awsErrorDetails().errorCode();
            return of(error.statusCode(), code);
        }
        if (cause instanceof SdkClientException) {
            return hasNoCredentials((SdkClientException) cause) ? FATAL : TEMPORARY;
        }
        return cause instanceof IOException ? TEMPORARY : FATAL;
    }

    /**
     * What an answer asks for.
     *
     * @param code the service's own name of the error; null if there is none
     */
    public static ServiceError of(int status, String code) {
        if (code != null && TEMPORARY_CODES.contains(code)) {
            return TEMPORARY;
        }
        if (code != null && FATAL_CODES.contains(code)) {
            return FATAL;
        }
        if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT) {
            return TEMPORARY;
        }
        // What is no error, such as a redirection, comes from something that is not the service.
        return status < BAD_REQUEST || status == UNAUTHORIZED || status == FORBIDDEN || status == NOT_FOUND
                ? FATAL
                : REFUSED;
    }

    /** The failure without what the asynchronous calls wrap around it. */
    public static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /**
     * What the service says of a refused call: the error code and the message, without what the SDK adds to them. The
     * request id and the number of attempts differ between calls that are refused for the same reason.
     */
    public static String reason(Throwable failure) {
        Throwable cause = unwrap(failure);
        AwsErrorDetails details =
                cause instanceof AwsServiceException ? ((AwsServiceException) cause).awsErrorDetails() : null;
        return details == null || details.errorCode() == null
                ? String.valueOf(cause.getMessage())
                : reason(details.errorCode(), details.errorMessage());
    }

    /**
     * The same of an error that an answer tells.
     *
     * @param message null if there is none
     */
    public static String reason(String code, String message) {
        return message == null ? code : code + ": " + message;
    }

    /** The SDK has no class of its own for this. */
    private static boolean hasNoCredentials(SdkClientException failure) {
        return String.valueOf(failure.getMessage()).startsWith("Unable to load credentials");
    }
}
