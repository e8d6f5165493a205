package io.github.managedflink.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.http.AwsError;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * How long a token stands for one request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>
 */
class TransactionTokensTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TransactionTokens tokens = new TransactionTokens();

    @Test
    void knowsARequestForTenMinutes() {
        String digest = digest("[{'Put': {'TableName': 'a'}}]");
        tokens.add("first", digest, START);
        tokens.add("second", digest, START.plusSeconds(1));

        assertThat(tokens.has("first", digest, START.plusSeconds(600))).isTrue();
        assertThat(tokens.has("first", digest, START.plusSeconds(601))).isFalse();
        assertThat(tokens.has("second", digest, START.plusSeconds(601))).isTrue();
    }

    @Test
    void refusesAnotherRequestWithTheToken() {
        tokens.add("first", digest("[{'Put': {'TableName': 'a'}}]"), START);

        assertThatThrownBy(() -> tokens.has("first", digest("[{'Put': {'TableName': 'b'}}]"), START))
                .isInstanceOf(AwsError.class);
    }

    @Test
    void theOrderOfParametersCountsForNothing() {
        assertThat(digest("[{'Put': {'TableName': 'a', 'Item': {}}}]"))
                .isEqualTo(digest("[{'Put': {'Item': {}, 'TableName': 'a'}}]"));
    }

    private static String digest(String items) {
        return TransactionTokens.digest(RawDynamoDb.parse(items.replace('\'', '"')));
    }
}
