package io.github.managedflink.jobs.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
