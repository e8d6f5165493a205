package io.github.managedflink.test.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/** A synthesized stack whose job lacks an action. */
public final class MissingPermission {
    private static final JsonMapper JSON = new JsonMapper();

    private MissingPermission() {}

    /** The actions of all roles that the service takes on for an application, but for those that no run calls. */
    public static Set<String> actionsOf(SynthesizedStack stack) {
        Set<String> actions = new TreeSet<>();
        for (JsonNode role : stack.properties("AWS::IAM::Role")) {
            if (isOfApplication(role)) {
                role.path("Policies").forEach(policy -> Permission.of(policy.path("PolicyDocument")).stream()
                        .filter(permission ->
                                ExplainedPermission.all().stream().noneMatch(each -> each.explains(permission)))
                        .forEach(permission -> actions.add(permission.action())));
            }
        }
        return actions;
    }

    /** Takes an action away from every statement of an application's role, in the template itself. */
    public static void take(String action, SynthesizedStack stack) {
        JsonNode template = stack.json();
        template.path("Resources").forEach(resource -> {
            if (resource.path("Type").asText().equals("AWS::IAM::Role")
                    && isOfApplication(resource.path("Properties"))) {
                for (JsonNode policy : resource.path("Properties").path("Policies")) {
                    take(action, (ObjectNode) policy.path("PolicyDocument"));
                }
            }
        });
        try {
            JSON.writeValue(stack.template().toFile(), template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfApplication(JsonNode role) {
        return role.path("AssumeRolePolicyDocument").toString().contains("\"kinesisanalytics.amazonaws.com\"");
    }

    private static void take(String action, ObjectNode policy) {
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : policy.path("Statement")) {
            ObjectNode statement = (ObjectNode) each;
            ArrayNode actions = JsonNodeFactory.instance.arrayNode();
            JsonNode all = statement.path("Action");
            (all.isArray() ? all : JsonNodeFactory.instance.arrayNode().add(all)).forEach(one -> {
                if (!one.asText().equals(action)) {
                    actions.add(one);
                }
            });
            if (!actions.isEmpty()) {
                left.add(statement.set("Action", actions));
            }
        }
        policy.set("Statement", left);
    }
}
