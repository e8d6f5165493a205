package io.github.managedflink.local.policy;

import static io.github.managedflink.local.policy.Policies.policy;
import static io.github.managedflink.local.policy.Policies.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final RequestContext CONTEXT = RequestContext.EMPTY
            .with("aws:PrincipalArn", "arn:aws:iam::1:role/a")
            .with("kms:ViaService", "kinesis.eu-west-1.amazonaws.com")
            .with("aws:SecureTransport", "true")
            .with("s3:max-keys", "10")
            .with("aws:CurrentTime", "2024-05-01T10:00:00Z")
            .withList("aws:CalledVia", List.of("x", "y"));

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "StringEquals, kms:viaservice, kinesis.eu-west-1.amazonaws.com, true",
        "stringequals, kms:ViaService, kinesis.*.amazonaws.com, false",
        "StringLike, kms:ViaService, kinesis.*.amazonaws.com, true",
        "StringNotLike, kms:ViaService, kinesis.*.amazonaws.com, false",
        "StringEqualsIgnoreCase, kms:ViaService, KINESIS.eu-west-1.amazonaws.com, true",
        "StringEquals, aws:missing, x, false",
        "StringNotEquals, aws:missing, x, true",
        "StringEqualsIfExists, aws:missing, x, true",
        "StringEqualsIfExists, kms:ViaService, x, false",
        "StringNotEquals, kms:ViaService, '${aws:missing}', false",
        "ArnLike, aws:PrincipalArn, arn:aws:iam::*:role/*, true",
        "ArnEquals, aws:PrincipalArn, arn:aws:iam::1:role/*, true",
        "ArnEquals, aws:PrincipalArn, arn:aws:iam::*/a, false",
        "ArnNotEquals, aws:PrincipalArn, arn:aws:iam::1:role/a, false",
        "Bool, aws:SecureTransport, TRUE, true",
        "Bool, aws:SecureTransport, false, false",
        "BoolIfExists, aws:missing, false, true",
        "NumericLessThanEquals, s3:max-keys, 10, true",
        "NumericLessThan, s3:max-keys, 10.0, false",
        "NumericEquals, s3:max-keys, ten, false",
        "NumericNotEquals, s3:max-keys, 11, true",
        "DateGreaterThan, aws:CurrentTime, 2024-05-01T11:59:00+02:00, true",
        "DateLessThan, aws:CurrentTime, 2024-05-02, true",
        "Null, aws:missing, true, true",
        "Null, kms:ViaService, true, false",
        "StringEquals, aws:CalledVia, x, false",
        "ForAnyValue:StringEquals, aws:CalledVia, x, true",
        "ForAllValues:StringEquals, aws:CalledVia, x, false",
        "ForAllValues:StringLike, aws:CalledVia, ?, true",
        "ForAnyValue:StringEquals, aws:missing, x, false",
        "ForAllValues:StringEquals, aws:missing, x, true"
    })
    void operators(String operator, String key, String value, boolean holds) {
        assertThat(new Condition(operator, key, List.of(value)).holds(CONTEXT)).isEqualTo(holds);
    }

    @Test
    @DisplayName("one of several values is enough, and a negated operator asks that it is none of them")
    void severalValues() {
        List<String> values = List.of("sns.eu-west-1.amazonaws.com", "kinesis.eu-west-1.amazonaws.com");

        assertThat(new Condition("StringEquals", "kms:ViaService", values).holds(CONTEXT))
                .isTrue();
        assertThat(new Condition("StringNotEquals", "kms:ViaService", values).holds(CONTEXT))
                .isFalse();
    }

    @Test
    @DisplayName("an operator that is not evaluated counts against the one who asks")
    void unknownOperator() {
        String condition = ",'Action':'a:X','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}}";
        AccessRequest request = request("a:X", "arn:aws:a:::1");
        PolicyDocument all = policy("all", "{'Effect':'Allow','Action':'*','Resource':'*'}");

        assertThat(AccessPolicies.of(policy("p", "{'Effect':'Allow'" + condition))
                        .decide(request)
                        .isAllowed())
                .isFalse();
        assertThat(AccessPolicies.of(all, policy("p", "{'Effect':'Deny'" + condition))
                        .decide(request)
                        .isAllowed())
                .isFalse();
    }
}
