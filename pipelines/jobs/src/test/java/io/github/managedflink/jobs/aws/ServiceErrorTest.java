package io.github.managedflink.jobs.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class ServiceErrorTest {
    @ParameterizedTest
    @CsvSource({
        "400, KMSThrottling, TEMPORARY",
        "400, TransactionConflictException, TEMPORARY",
        "403, cluster_block_exception, TEMPORARY",
        "429, , TEMPORARY",
        "503, , TEMPORARY",
        "400, KMSInvalidState, FATAL",
        "400, InvalidSourceException, FATAL",
        "400, NotAuthorizedForSourceException, FATAL",
        "400, validation_exception, FATAL",
        "301, , FATAL",
        "403, , FATAL",
        "404, index_not_found_exception, FATAL",
        "400, ValidationException, REFUSED",
        "400, mapper_parsing_exception, REFUSED",
        "413, , REFUSED",
    })
    void theCodeTellsMoreThanTheStatus(int status, String code, ServiceError expected) {
        assertThat(ServiceError.of(status, code)).isEqualTo(expected);
    }

    @Test
    void callsThatAreRefusedForTheSameReasonSayTheSame() {
        Throwable first = refused("ValidationException", "Item size has exceeded", "request-1", 1);
        Throwable second = refused("ValidationException", "Item size has exceeded", "request-2", 3);

        assertThat(first).hasMessageContainingAll("Request ID: request-1", "SDK Attempt Count: 1");
        assertThat(ServiceError.reason(first))
                .isEqualTo(ServiceError.reason(new CompletionException(second)))
                .isEqualTo("ValidationException: Item size has exceeded");
        assertThat(ServiceError.reason(refused("ValidationException", null, "request-3", 1)))
                .isEqualTo("ValidationException");
        assertThat(ServiceError.reason(new ServiceException(ServiceError.REFUSED, "400: what is that")))
                .isEqualTo("400: what is that");
    }

    private static Throwable refused(String code, String message, String requestId, int attempts) {
        return DynamoDbException.builder()
                .statusCode(400)
                .requestId(requestId)
                .numAttempts(attempts)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
