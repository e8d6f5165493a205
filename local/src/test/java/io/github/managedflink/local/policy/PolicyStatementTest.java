package io.github.managedflink.local.policy;

import static io.github.managedflink.local.policy.Policies.policy;
import static io.github.managedflink.local.policy.Policies.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyStatementTest {

    @ParameterizedTest(name = "{0} on {1} covers {2} on {3}: {4}")
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::b/k,     s3:GetObject,  arn:aws:s3:::b/k,      true",
        "S3:getobject, arn:aws:s3:::b/k,     s3:GetObject,  arn:aws:s3:::b/k,      true",
        "s3:Get*,      arn:aws:s3:::b/*,     s3:GetObject,  arn:aws:s3:::b/a/b/c,  true",
        "s3:Get?bject, arn:aws:s3:::b/?,     s3:GetObject,  arn:aws:s3:::b/k,      true",
        "s3:Get?bject, arn:aws:s3:::b/?,     s3:GetObject,  arn:aws:s3:::b/kk,     false",
        "s3:GetObject, arn:aws:s3:::b/K,     s3:GetObject,  arn:aws:s3:::b/k,      false",
        "s3:*,         arn:aws:s3:::b/*,     s3:ListBucket, arn:aws:s3:::b,        false",
        "*,            *,                    sns:Publish,   arn:aws:sns:r:1:t,     true",
        "s*:Publish,   *,                    sns:Publish,   arn:aws:sns:r:1:t,     false",
        "sns:Publish,  arn:aws:sns:*:1:t,    sns:Publish,   arn:aws:sns:r:1:t,     true",
        "sns:Publish,  arn:aws:sns:*:t,      sns:Publish,   arn:aws:sns:r:1:t,     false",
        "sns:Publish,  arn:aws:sns:*,        sns:Publish,   arn:aws:sns:r:1:t,     true",
        "es:ESHttpPut, arn:aws:es:r:1:dom*/x, es:ESHttpPut, arn:aws:es:r:1:domain/x, false",
        "sns:Publish,  arn:aws:sns:r:1:t,    sns:Publish,   *,                     false"
    })
    void wildcards(String action, String resource, String askedAction, String askedResource, boolean covers) {
        PolicyDocument policy =
                policy("p", "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}");

        assertThat(policy.statements().get(0).covers(request(askedAction, askedResource)))
                .isEqualTo(covers);
    }

    @Test
    @DisplayName("NotAction and NotResource are about all others")
    void excluded() {
        PolicyStatement statement = policy(
                        "p",
                        "{'Effect':'Allow','NotAction':['s3:Get*','s3:Put*'],'NotResource':'arn:aws:s3:::secret/*'}")
                .statements()
                .get(0);

        assertThat(statement.covers(request("s3:DeleteObject", "arn:aws:s3:::open/k")))
                .isTrue();
        assertThat(statement.covers(request("s3:GetObject", "arn:aws:s3:::open/k")))
                .isFalse();
        assertThat(statement.covers(request("s3:DeleteObject", "arn:aws:s3:::secret/k")))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} stands for {1}: {2}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "home/${aws:username}/*,             home/ada/k,   true",
                "home/${AWS:UserName}/*,             home/ada/k,   true",
                "home/${aws:username}/*,             home/bob/k,   false",
                "home/${aws:none}/*,                 home/bob/k,   false",
                "\"home/${aws:none, 'bob'}/*\",        home/bob/k,   true",
                "home/${*}/k,                        home/*/k,     true",
                "home/${*}/k,                        home/ada/k,   false",
                "home/${?}${$},                      home/?$,      true"
            })
    void variables(String pattern, String key, boolean covers) {
        PolicyDocument policy =
                policy("p", "{'Effect':'Allow','Action':'*','Resource':\"arn:aws:s3:::b/" + pattern + "\"}");

        assertThat(policy.statements()
                        .get(0)
                        .covers(request(
                                "s3:GetObject",
                                "arn:aws:s3:::b/" + key,
                                RequestContext.EMPTY.with("aws:username", "ada"))))
                .isEqualTo(covers);
    }

    @Test
    @DisplayName("grants are each action on each resource")
    void grants() {
        PolicyDocument policy = policy(
                "p",
                "{'Sid':'Two','Effect':'Allow','Action':['a:X','a:Y'],'Resource':['arn:aws:a:::1','arn:aws:a:::2']}",
                "{'Effect':'Deny','Action':'a:Z','Resource':'*'}",
                "{'Effect':'Allow','NotAction':'a:Z','Resource':'*'}");

        assertThat(policy.grants())
                .extracting(Grant::toString)
                .containsExactly("a:X arn:aws:a:::1", "a:X arn:aws:a:::2", "a:Y arn:aws:a:::1", "a:Y arn:aws:a:::2");
        assertThat(policy.grants().get(2).covers(request("a:Y", "arn:aws:a:::1")))
                .isTrue();
        assertThat(policy.grants().get(2).covers(request("a:Y", "arn:aws:a:::2")))
                .isFalse();
    }

    @Test
    @DisplayName("what is no policy is refused by its name and the place")
    void malformed() {
        assertThatThrownBy(() -> policy("p", "{'Effect':'Allow','Action':'a:X','Resource':'*'}", "{'Effect':'Maybe'}"))
                .isInstanceOf(PolicyException.class)
                .hasMessage("Statement 2 of the policy p has the Effect \"Maybe\"; it has to be Allow or Deny.");
        assertThatThrownBy(() -> policy("p", "{'Effect':'Allow','Resource':'*'}"))
                .hasMessage("Statement 1 of the policy p has neither Action nor NotAction.");
    }
}
