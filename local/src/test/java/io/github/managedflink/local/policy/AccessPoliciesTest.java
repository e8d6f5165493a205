package io.github.managedflink.local.policy;

import static io.github.managedflink.local.policy.Policies.policy;
import static io.github.managedflink.local.policy.Policies.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccessPoliciesTest {
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234";
    private static final PolicyDocument READS = policy(
            "reads", "{'Sid':'Read','Effect':'Allow','Action':'kinesis:GetRecords','Resource':'" + STREAM + "'}");
    private static final PolicyDocument DECRYPTS =
            policy("decrypts", "{'Effect':'Allow','Action':'kms:Decrypt','Resource':'" + KEY + "'}");

    @Test
    @DisplayName("what a statement allows is allowed by it, and nothing else is")
    void role() {
        AccessPolicies policies = AccessPolicies.of(DECRYPTS, READS);

        AccessDecision read = policies.decide(request("kinesis:GetRecords", STREAM));
        AccessDecision write = policies.decide(request("kinesis:PutRecords", STREAM));

        assertThat(read.isAllowed()).isTrue();
        assertThat(read.statement()).map(PolicyStatement::name).contains("reads#Read");
        assertThat(write.isAllowed()).isFalse();
        assertThat(write.reason()).isEqualTo("no statement of the role allows it");
    }

    @Test
    @DisplayName("an explicit denial wins over every permission, wherever it stands")
    void denial() {
        PolicyDocument deny = policy(
                "deny", "{'Effect':'Deny','Principal':'*','Action':'kinesis:*','NotResource':'" + STREAM + "-other'}");
        PolicyDocument denyRole = policy("deny", "{'Effect':'Deny','Action':'kinesis:Get*','Resource':'*'}");
        AccessRequest read = request("kinesis:GetRecords", STREAM);

        assertThat(AccessPolicies.of(READS, denyRole).decide(read).reason()).isEqualTo("deny#1 denies it explicitly");
        assertThat(new AccessPolicies(List.of(READS), Optional.of(denyRole), Optional.empty(), Optional.empty())
                        .decide(read)
                        .isAllowed())
                .isFalse();
        assertThat(new AccessPolicies(List.of(READS), Optional.empty(), Optional.of(deny), Optional.empty())
                        .decide(read)
                        .isAllowed())
                .isFalse();
        assertThat(new AccessPolicies(List.of(READS), Optional.empty(), Optional.empty(), Optional.of(deny))
                        .decide(read)
                        .isAllowed())
                .isFalse();
    }

    @Test
    @DisplayName(
            "a permissions boundary limits the role, and what a resource allows it in person, but not what is open to everybody")
    void boundary() {
        Optional<PolicyDocument> boundary = Optional.of(DECRYPTS);
        PolicyDocument inPerson = policy(
                "bucket",
                "{'Effect':'Allow','Principal':{'AWS':'" + Policies.ROLE
                        + "'},'Action':'kinesis:GetRecords','Resource':'*'}");
        PolicyDocument toAll =
                policy("bucket", "{'Effect':'Allow','Principal':'*','Action':'kinesis:GetRecords','Resource':'*'}");
        AccessRequest read = request("kinesis:GetRecords", STREAM);

        AccessDecision byRole =
                new AccessPolicies(List.of(READS), boundary, Optional.empty(), Optional.empty()).decide(read);
        AccessDecision byName =
                new AccessPolicies(List.of(), boundary, Optional.of(inPerson), Optional.empty()).decide(read);
        AccessDecision byAll =
                new AccessPolicies(List.of(), boundary, Optional.of(toAll), Optional.empty()).decide(read);

        assertThat(byRole.reason()).isEqualTo("no statement of the permissions boundary decrypts allows it");
        assertThat(byName.isAllowed()).isFalse();
        assertThat(byAll.isAllowed()).isTrue();
    }

    @Test
    @DisplayName("a policy of an endpoint has to let the request through as well, for the role or for its account")
    void endpoint() {
        String allow = "{'Effect':'Allow','Principal':{'AWS':'%s'},'Action':'kinesis:GetRecords','Resource':'*'}";
        AccessRequest read = request("kinesis:GetRecords", STREAM);

        assertThat(through(allow.formatted(Policies.ROLE)).decide(read).endpointStatement())
                .map(PolicyStatement::name)
                .contains("endpoint#1");
        assertThat(through(allow.formatted("111122223333")).decide(read).isAllowed())
                .isTrue();
        assertThat(through(allow.formatted("arn:aws:iam::444455556666:root"))
                        .decide(read)
                        .reason())
                .isEqualTo("no statement of the endpoint's policy endpoint allows it");
    }

    private static AccessPolicies through(String endpointStatement) {
        return new AccessPolicies(
                List.of(READS), Optional.empty(), Optional.empty(), Optional.of(policy("endpoint", endpointStatement)));
    }

    @Test
    @DisplayName("a role's policies count for a key only if the key's policy leaves it to the account")
    void key() {
        AccessRequest decrypt = request("kms:Decrypt", KEY);
        String allow = "{'Effect':'Allow','Principal':{'AWS':'%s'},'Action':'kms:*','Resource':'*'}";
        PolicyDocument toAccount = policy("key", allow.formatted("arn:aws:iam::111122223333:root"));
        PolicyDocument toOther = policy("key", allow.formatted("arn:aws:iam::111122223333:role/other"));

        assertThat(withKey(toAccount).decide(decrypt).isAllowed()).isTrue();
        assertThat(withKey(toOther).decide(decrypt).reason())
                .isEqualTo("the policy of the key does not leave it to the policies of the account");
    }

    private static AccessPolicies withKey(PolicyDocument keyPolicy) {
        return new AccessPolicies(List.of(DECRYPTS), Optional.empty(), Optional.of(keyPolicy), Optional.empty());
    }
}
