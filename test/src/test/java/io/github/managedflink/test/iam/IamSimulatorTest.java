package io.github.managedflink.test.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Other tests believe the simulator; this one holds it against answers that are known. */
class IamSimulatorTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/job";
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/0e2cbd47-2d07-4a1c-8b12-91c7d0a0a6bb";

    @Test
    @DisplayName("Allows what a statement names and nothing else")
    void exactStatement() {
        JsonNode policy = allow("kinesis:GetRecords", STREAM);

        assertThat(allows(policy, null, "kinesis:GetRecords", STREAM)).isTrue();
        assertThat(allows(policy, null, "kinesis:PutRecord", STREAM)).isFalse();
        assertThat(allows(policy, null, "kinesis:GetRecords", STREAM + "-2")).isFalse();
    }

    @Test
    @DisplayName("Lets no policy of a role open a key whose own policy is silent")
    void keyPolicy() {
        JsonNode policy = allow("kms:Decrypt", KEY);
        JsonNode accountMay = json(
                """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*", "Resource": "*",
                 "Principal": {"AWS": "arn:aws:iam::111122223333:root"}}}
                """);
        JsonNode silent = json(
                """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*", "Resource": "*",
                 "Principal": {"AWS": "arn:aws:iam::111122223333:role/other"}}}
                """);

        assertThat(allows(policy, accountMay, "kms:Decrypt", KEY)).isTrue();
        assertThat(allows(policy, silent, "kms:Decrypt", KEY)).isFalse();
    }

    @Test
    @DisplayName("Refuses to answer about an action that does not exist")
    void unknownAction() {
        JsonNode policy = allow("kinesisanalyticsv2:StartApplication", "*");

        assertThat(IamSimulator.unknownActions(policy)).containsExactly("kinesisanalyticsv2:StartApplication");
        assertThat(IamSimulator.unknownActions(allow("kinesis:Get*", STREAM))).containsExactly("kinesis:Get*");
        assertThat(IamSimulator.unknownActions(allow("kinesis:GetRecords", STREAM)))
                .isEmpty();
        assertThatThrownBy(() -> allows(policy, null, "kinesisanalyticsv2:StartApplication", STREAM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("invalid");
    }

    @Test
    @DisplayName("Finds what AWS would refuse in a policy")
    void invalidPolicy() {
        JsonNode misspelt = json(
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allows\", \"Action\": \"s3:GetObject\"}]}");

        assertThat(IamSimulator.errorsOfIdentityPolicy(misspelt)).isNotEmpty();
        assertThat(IamSimulator.errorsOfIdentityPolicy(allow("s3:GetObject", "*")))
                .isEmpty();
    }

    private static boolean allows(JsonNode policy, JsonNode resourcePolicy, String action, String resource) {
        return IamSimulator.allows(ROLE, "111122223333", List.of(policy), resourcePolicy, action, resource, Map.of());
    }

    private static JsonNode allow(String action, String resource) {
        return json(("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"%s\","
                        + " \"Resource\": \"%s\"}]}")
                .formatted(action, resource));
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
