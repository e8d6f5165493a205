package io.github.managedflink.test.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.test.node.NodeProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Evaluates IAM policies as AWS does.
 *
 * @see <a href="https://github.com/cloud-copilot/iam-simulate">iam-simulate</a>
 */
final class IamSimulator {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final class Engine {
        static final NodeProcess PROCESS = NodeProcess.start("simulate-iam.mjs");
    }

    private IamSimulator() {}

    /**
     * Whether {@code principal}, a role's ARN or the name of a service, may do it.
     *
     * @param account the account of the resource
     * @param resourcePolicy the policy of the resource, or null; a KMS key is nobody's without one
     * @throws IllegalStateException if the action does not exist or does not apply to the resource
     */
    static boolean allows(
            String principal,
            String account,
            List<JsonNode> identityPolicies,
            JsonNode resourcePolicy,
            String action,
            String resource,
            Map<String, String> context) {
        ObjectNode question = question("simulate")
                .put("principal", principal)
                .put("action", action)
                .put("resource", resource)
                .put("account", account);
        ObjectNode variables = question.putObject("context");
        context.forEach(variables::put);
        ArrayNode named = question.putArray("identityPolicies");
        for (JsonNode policy : identityPolicies) {
            named.addObject().put("name", "policy" + named.size()).set("policy", policy);
        }
        if (resourcePolicy != null) {
            question.set("resourcePolicy", resourcePolicy);
        }
        return Engine.PROCESS.ask(question).asText().equals("Allowed");
    }

    /**
     * What becomes of a request: {@code Allowed}, {@code ImplicitlyDenied} or {@code ExplicitlyDenied}.
     *
     * @param simulation a request and its policies as iam-simulate takes them
     * @throws IllegalStateException if it is none
     */
    static String decide(ObjectNode simulation) {
        return Engine.PROCESS.ask(simulation.put("question", "simulate")).asText();
    }

    /** The actions of a policy that AWS does not have; one with a wildcard counts among them, because it names none. */
    static List<String> unknownActions(JsonNode policy) {
        return texts(question("unknownActions").set("policy", policy));
    }

    /** What AWS would refuse in a policy of a role. */
    static List<String> errorsOfIdentityPolicy(JsonNode policy) {
        return texts(question("policyErrors").put("kind", "identity").set("policy", policy));
    }

    /** What AWS would refuse in the policy that says who may take on a role. */
    static List<String> errorsOfTrustPolicy(JsonNode policy) {
        return texts(question("policyErrors").put("kind", "trust").set("policy", policy));
    }

    private static ObjectNode question(String name) {
        return NODES.objectNode().put("question", name);
    }

    private static List<String> texts(JsonNode question) {
        List<String> texts = new ArrayList<>();
        Engine.PROCESS.ask(question).forEach(each -> texts.add(each.asText()));
        return List.copyOf(texts);
    }
}
