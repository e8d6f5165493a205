package io.github.managedflink.local.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.Resource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A CloudWatch alarm of a stack.
 *
 * @param name its construct's path, or its logical id
 * @param condition when it goes off, in words
 * @param description what the template says of it
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html">AWS::CloudWatch::Alarm</a>
 */
public record AlarmReport(String name, String condition, String description) {
    private static final String TYPE = "AWS::CloudWatch::Alarm";
    private static final Map<String, String> OPERATORS = Map.of(
            "GreaterThanThreshold", ">",
            "GreaterThanOrEqualToThreshold", ">=",
            "LessThanThreshold", "<",
            "LessThanOrEqualToThreshold", "<=");

    /** Returns the alarms on metrics of an application, and those that stand beside it under the same construct. */
    static List<AlarmReport> of(Resource application, List<Resource> resources) {
        String parent = parent(application);
        return resources.stream()
                .filter(each -> each.type().equals(TYPE))
                .filter(each -> watches(each.knownProperties(), application.physicalName())
                        || (!parent.isEmpty() && parent(each).equals(parent)))
                .map(AlarmReport::of)
                .toList();
    }

    /**
     * Returns the path of the construct that a resource's construct stands in; empty if it is not known or is the stack
     * itself.
     */
    private static String parent(Resource resource) {
        return resource.constructPath()
                .map(path -> path.substring(0, Math.max(0, path.lastIndexOf('/'))))
                .filter(path -> path.contains("/"))
                .orElse("");
    }

    private static boolean watches(JsonNode alarm, String application) {
        return alarm.findParents("Name").stream()
                .anyMatch(dimension -> dimension.path("Name").asText().equals("Application")
                        && dimension.path("Value").asText().equals(application));
    }

    private static AlarmReport of(Resource alarm) {
        JsonNode properties = alarm.knownProperties();
        return new AlarmReport(
                alarm.displayName(),
                condition(properties),
                properties.path("AlarmDescription").asText());
    }

    private static String condition(JsonNode alarm) {
        String operator = alarm.path("ComparisonOperator").asText();
        int periods = alarm.path("EvaluationPeriods").asInt(1);
        int points = alarm.path("DatapointsToAlarm").asInt(periods);
        return "%s %s %s, in %d of %d periods of %s s"
                .formatted(
                        metric(alarm),
                        OPERATORS.getOrDefault(operator, operator),
                        new BigDecimal(alarm.path("Threshold").asText("0")).toPlainString(),
                        points,
                        periods,
                        period(alarm));
    }

    /** Returns the metric, or the expression over several with the names of their metrics in it. */
    private static String metric(JsonNode alarm) {
        if (alarm.has("MetricName")) {
            return alarm.path("MetricName").asText();
        }
        String expression = "";
        for (JsonNode each : alarm.path("Metrics")) {
            if (each.has("Expression")) {
                expression = each.path("Expression").asText();
            }
        }
        for (JsonNode each : alarm.path("Metrics")) {
            String id = each.path("Id").asText();
            String name =
                    each.path("MetricStat").path("Metric").path("MetricName").asText();
            if (!name.isEmpty()) {
                expression = expression.isEmpty() ? name : expression.replaceAll("\\b\\Q" + id + "\\E\\b", name);
            }
        }
        return expression;
    }

    private static String period(JsonNode alarm) {
        return alarm.has("Period")
                ? alarm.path("Period").asText()
                : alarm.findValuesAsText("Period").stream().findFirst().orElse("60");
    }
}
