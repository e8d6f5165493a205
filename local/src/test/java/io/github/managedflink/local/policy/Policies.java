package io.github.managedflink.local.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Policies as tests write them. */
final class Policies {
    static final String ROLE = "arn:aws:iam::111122223333:role/orders";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonParser.Feature.ALLOW_SINGLE_QUOTES).build();

    private Policies() {}

    /** A policy with these statements, in JSON with single quotes. */
    static PolicyDocument policy(String name, String... statements) {
        try {
            return PolicyDocument.parse(
                    name, JSON.readTree("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static AccessRequest request(String action, String resource) {
        return new AccessRequest(ROLE, action, resource, RequestContext.EMPTY);
    }

    static AccessRequest request(String action, String resource, RequestContext context) {
        return new AccessRequest(ROLE, action, resource, context);
    }
}
