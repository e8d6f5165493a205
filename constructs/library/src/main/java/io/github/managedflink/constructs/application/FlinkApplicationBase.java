package io.github.managedflink.constructs.application;

import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.iam.AddToPrincipalPolicyResult;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kinesis.IStream;
import software.constructs.Construct;
import software.constructs.DependencyGroup;

/** What an application can do, wherever it comes from. */
public abstract class FlinkApplicationBase extends Resource implements IFlinkApplication {
    private static final String NAMESPACE = "AWS/KinesisAnalytics";
    private static final String APPLICATION = "Application";

    protected FlinkApplicationBase(Construct scope, String id, ResourceProps props) {
        super(scope, id, props);
    }

    /** Returns an application that is not of this stack. */
    protected static IFlinkApplication imported(Construct scope, String id, FlinkApplicationAttributes attributes) {
        return new ImportedFlinkApplication(scope, id, attributes);
    }

    @Override
    public boolean addToRolePolicy(PolicyStatement statement) {
        require("addToRolePolicy", "statement", statement);
        IRole role = getRole();
        if (role == null) {
            return false;
        }
        AddToPrincipalPolicyResult result = role.addToPrincipalPolicy(statement);
        return result.getStatementAdded() && (role instanceof Role || isKept(result));
    }

    private void require(String method, String parameter, Object value) {
        if (value == null) {
            Violations violations = new Violations();
            violations.require(parameter, value);
            violations.throwIfAny(method + " of FlinkApplication " + getNode().getPath());
        }
    }

    /**
     * A role that is not to be changed says that it took the statement; what a changed one depends on is its policy.
     */
    private static boolean isKept(AddToPrincipalPolicyResult result) {
        return !(result.getPolicyDependable() instanceof DependencyGroup);
    }

    @Override
    public Grant grant(IGrantable grantee, String... actions) {
        return Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(grantee)
                .actions(List.of(actions))
                .resourceArns(List.of(getApplicationArn()))
                .build());
    }

    @Override
    public Metric metric(String metricName, MetricOptions options) {
        require("metric", "metricName", metricName);
        return metric(metricName, Map.of(APPLICATION, getApplicationName()), "Average", options);
    }

    @Override
    public Metric metric(FlinkMetric metric, MetricOptions options) {
        require("metric", "metric", metric);
        if (!metric.isReportedBy(getRuntime())) {
            Violations violations = new Violations();
            violations.add(
                    "metric",
                    metric.metricName(),
                    "is not reported by " + getRuntime() + ". Flink 1 counts restarts as fullRestarts, Flink 2 as"
                            + " numRestarts (metricRestarts() chooses); times in states other than up and down are those of"
                            + " Flink 2.");
            violations.throwIfAny("FlinkApplication " + getNode().getPath());
        }
        return metric(
                metric.metricName(), Map.of(APPLICATION, getApplicationName()), metric.defaultStatistic(), options);
    }

    @Override
    public Metric metricRestarts(MetricOptions options) {
        return metric(getRuntime().isFlink2() ? FlinkMetric.NUM_RESTARTS : FlinkMetric.FULL_RESTARTS, options);
    }

    @Override
    public Metric metricMillisBehindLatest(IStream stream, MetricOptions options) {
        require("metricMillisBehindLatest", "stream", stream);
        String name = stream.getStreamName();
        // The service writes the stream's name with underscores in place of hyphens.
        String id = Tokens.isToken(name) ? Fn.join("_", Fn.split("-", name)) : name.replace('-', '_');
        return metric(
                "millisBehindLatest",
                Map.of(APPLICATION, getApplicationName(), "Id", id, "Flow", "Input"),
                "Maximum",
                options);
    }

    private Metric metric(String name, Map<String, String> dimensions, String statistic, MetricOptions options) {
        require("metric", "options", options);
        return inItsRegion(Metric.Builder.create()
                .namespace(NAMESPACE)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .build()
                .with(options));
    }

    /** The metric in the application's own account and Region, which a dashboard elsewhere must name. */
    Metric inItsRegion(Metric metric) {
        return metric.attachTo(this);
    }
}
