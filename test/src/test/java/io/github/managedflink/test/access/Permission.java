package io.github.managedflink.test.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.policy.PolicyDocument;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One action on one resource under a statement's conditions: what a policy consists of, however its statements are put
 * together.
 */
record Permission(String action, String resource, JsonNode conditions) {

    /** Those of a role's policies, each once. */
    static Set<Permission> of(JsonNode policyDocument) {
        Set<Permission> permissions = new LinkedHashSet<>();
        for (JsonNode statement : policyDocument.path("Statement")) {
            for (String action : texts(statement.path("Action"))) {
                for (String resource : texts(statement.path("Resource"))) {
                    permissions.add(new Permission(action, resource, statement.path("Condition")));
                }
            }
        }
        return permissions;
    }

    private static List<String> texts(JsonNode value) {
        Stream<JsonNode> all = value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
        return all.map(JsonNode::asText).toList();
    }

    /** A policy of these and no more. */
    static PolicyDocument policyOf(Collection<Permission> permissions) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        permissions.forEach(each -> {
            ObjectNode statement = statements.addObject();
            statement.put("Effect", "Allow").put("Action", each.action).put("Resource", each.resource);
            if (!each.conditions.isMissingNode()) {
                statement.set("Condition", each.conditions);
            }
        });
        return PolicyDocument.parse("role", document);
    }

    @Override
    public String toString() {
        return action + " on " + resource + (conditions.isMissingNode() ? "" : " if " + conditions);
    }
}
