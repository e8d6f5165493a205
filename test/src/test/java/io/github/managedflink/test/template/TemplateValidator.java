package io.github.managedflink.test.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.managedflink.test.node.NodeProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * AWS's own offline validator, which has the schemas of all resource types and the rules of cfn-lint, and
 * {@link ServiceRules} beside it.
 *
 * @see <a href="https://github.com/aws-cloudformation/cloudformation-validate">cloudformation-validate</a>
 */
public final class TemplateValidator {
    /** Rules that do not hold for what the CDK writes, each with the reason. */
    private static final Map<String, String> NOT_APPLIED = Map.of(
            "W7001",
                    "The CDK's Firehose class brings a mapping of its addresses, which destinations in a VPC alone use.",
            "W3005", "The CDK orders resources by DependsOn even where a reference does so already.",
            "W9013", "A stack that is bound to an account has its number in the ARNs, as have those that users give.");

    private static final class Engine {
        // Its start takes two seconds and a template a millisecond, so all tests share one.
        static final NodeProcess PROCESS = NodeProcess.start("validate-templates.mjs");
    }

    private TemplateValidator() {}

    /** All errors and warnings, and what only the service would refuse. */
    public static List<Finding> validate(Path template) {
        JsonNode answer = Engine.PROCESS.ask(JsonNodeFactory.instance
                .objectNode()
                .put("template", template.toAbsolutePath().toString()));
        List<Finding> findings = new ArrayList<>();
        for (JsonNode each : answer) {
            Finding finding = new Finding(
                    each.path("rule").asText(),
                    each.path("resource").asText(),
                    each.path("path").asText(),
                    each.path("message").asText());
            if (!NOT_APPLIED.containsKey(finding.rule())) {
                findings.add(finding);
            }
        }
        findings.addAll(ServiceRules.check(template));
        return List.copyOf(findings);
    }
}
