package io.github.managedflink.local.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the JSON of a policy, in which a list of one may be the one itself. */
final class PolicyReader {
    private final String policy;

    PolicyReader(String policy) {
        this.policy = policy;
    }

    List<PolicyStatement> read(JsonNode document) {
        JsonNode statements = document.path("Statement");
        if (statements.isMissingNode()) {
            throw new PolicyException("The policy " + policy + " has no Statement.");
        }
        List<PolicyStatement> read = new ArrayList<>();
        elements(statements).forEach(statement -> read.add(statement(read.size(), statement)));
        return read;
    }

    private PolicyStatement statement(int index, JsonNode json) {
        Optional<String> sid = Optional.of(json.path("Sid").asText()).filter(each -> !each.isEmpty());
        return new PolicyStatement(
                policy,
                index,
                sid,
                effect(index, json),
                principals(json),
                element(index, json, "Action"),
                element(index, json, "Resource"),
                conditions(json));
    }

    private Effect effect(int index, JsonNode json) {
        return switch (json.path("Effect").asText()) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw fault(index, "has the Effect " + json.path("Effect") + "; it has to be Allow or Deny.");
        };
    }

    /** A policy of a resource may leave the resource out: it is the one that has the policy. */
    private PolicyElement element(int index, JsonNode json, String name) {
        String not = "Not" + name;
        if (json.has(name)) {
            return new PolicyElement(false, texts(json.path(name)));
        }
        if (json.has(not)) {
            return new PolicyElement(true, texts(json.path(not)));
        }
        if (name.equals("Resource") && principals(json).isPresent()) {
            return new PolicyElement(false, List.of(AccessRequest.ANY));
        }
        throw fault(index, "has neither " + name + " nor " + not + ".");
    }

    private static Optional<Principals> principals(JsonNode json) {
        if (json.has("Principal")) {
            return Optional.of(new Principals(false, names(json.path("Principal"))));
        }
        return json.has("NotPrincipal")
                ? Optional.of(new Principals(true, names(json.path("NotPrincipal"))))
                : Optional.empty();
    }

    private static List<String> names(JsonNode principal) {
        return principal.isObject()
                ? principal.valueStream().flatMap(each -> texts(each).stream()).toList()
                : texts(principal);
    }

    private static List<Condition> conditions(JsonNode json) {
        List<Condition> conditions = new ArrayList<>();
        json.path("Condition").properties().forEach(operator -> operator.getValue()
                .properties()
                .forEach(key -> conditions.add(new Condition(operator.getKey(), key.getKey(), texts(key.getValue())))));
        return conditions;
    }

    private static List<String> texts(JsonNode oneOrMany) {
        return elements(oneOrMany).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> elements(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? StreamSupport.stream(oneOrMany.spliterator(), false) : Stream.of(oneOrMany);
    }

    private PolicyException fault(int index, String what) {
        return new PolicyException("Statement " + (index + 1) + " of the policy " + policy + " " + what);
    }
}
