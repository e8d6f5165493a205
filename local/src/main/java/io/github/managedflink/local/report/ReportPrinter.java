package io.github.managedflink.local.report;

import io.github.managedflink.local.access.RolePermissions;
import io.github.managedflink.local.access.VpcEndpoint;
import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.assembly.Environment;
import io.github.managedflink.local.policy.Condition;
import io.github.managedflink.local.policy.Effect;
import io.github.managedflink.local.policy.PolicyDocument;
import io.github.managedflink.local.policy.PolicyElement;
import io.github.managedflink.local.policy.PolicyStatement;
import io.github.managedflink.local.presentation.TextTable;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes the report of a stack as text. */
public final class ReportPrinter {
    private static final Pattern TOKEN = Pattern.compile("\\$\\{Token\\[([^]]*)]}");
    private static final List<String> NONE = List.of("-");

    private final PrintWriter out;
    private final int width;

    /** Writes lines of that width, where no single word is wider. */
    public ReportPrinter(PrintWriter out, int width) {
        this.out = out;
        this.width = width;
    }

    /** Writes the report. */
    public void print(StackReport report) {
        out.println("Stack " + report.name());
        if (!report.dependencies().isEmpty()) {
            out.println("with the stacks that it depends on: " + String.join(", ", report.dependencies()));
        }
        printEnvironment(report.environment());
        report.passedOver().forEach(sentence -> out.println("Note: " + shown(sentence)));
        report.faults().forEach(sentence -> out.println("Fault: " + shown(sentence)));
        if (report.applications().isEmpty()) {
            out.println();
            out.println("No Flink application.");
        }
        report.applications().forEach(this::print);
        if (!report.endpoints().isEmpty()) {
            printEndpoints(report.endpoints());
        }
        out.flush();
    }

    private void printEnvironment(Environment environment) {
        out.println("Account " + environment.account() + ", Region " + environment.region()
                + (environment.account().equals(Environment.DEFAULT_ACCOUNT)
                        ? "; the stack is bound to no account, and this one stands for it"
                        : ""));
    }

    private void print(ApplicationReport application) {
        out.println();
        out.println("Application " + application.path());
        printSettings(application);
        printFaults("The service refuses it", application.refusals());
        printFaults("It cannot run here", application.localFaults());
        application.fault().ifPresent(fault -> out.println("  The job will not start: " + shown(fault)));
        application.pipeline().ifPresent(this::print);
        application.pipeline().map(PipelineReport::computation).ifPresent(this::print);
        printAlarms(application.alarms());
        application.network().ifPresent(this::print);
        print(application.role());
    }

    private void printFaults(String title, List<String> faults) {
        if (!faults.isEmpty()) {
            out.println("  " + title + ":");
            faults.forEach(fault -> out.println("  - " + shown(fault)));
        }
    }

    private void printSettings(ApplicationReport application) {
        ApplicationSettings settings = application.settings();
        TextTable table = new TextTable("name", shown(application.name()));
        row(table, "runtime", settings.runtime());
        if (settings.isFlinkJob()) {
            printJob(table, application);
        } else {
            row(table, "pipeline", "none: the application runs no Flink job");
        }
        print(table);
    }

    private static void printJob(TextTable table, ApplicationReport application) {
        ApplicationSettings settings = application.settings();
        row(
                table,
                "pipeline",
                application
                        .pipeline()
                        .map(PipelineReport::kind)
                        .orElse(application.fault().isPresent() ? "one with faults" : "none: a job of its own"));
        row(
                table,
                "parallelism",
                "%d, %d per KPU: %d KPU and one for the service; autoscaling %s"
                        .formatted(
                                settings.parallelism(),
                                settings.parallelismPerKpu(),
                                settings.kpus(),
                                onOrOff(settings.autoScaling())));
        row(
                table,
                "checkpoints",
                settings.checkpoints()
                        .map(each -> "every %s, %s apart at least"
                                .formatted(seconds(each.interval()), seconds(each.minPause())))
                        .orElse("off"));
        row(table, "snapshots", settings.snapshots().map(ReportPrinter::onOrOff).orElse("as the service has it"));
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    private static String onOrOff(boolean value) {
        return value ? "on" : "off";
    }

    private void print(PipelineReport pipeline) {
        title("Source and sinks");
        TextTable table = new TextTable("NAME", "KIND", "GUARANTEE", "SETTINGS");
        Stream.concat(Stream.of(pipeline.source()), pipeline.sinks().stream())
                .forEach(each -> table.row(List.of(
                        List.of(each.name()),
                        List.of(each.kind()),
                        each.guarantee()
                                .map(guarantee -> List.of(guarantee
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ')))
                                .orElse(NONE),
                        lines(each.settings()))));
        pipeline.ownFiles()
                .forEach((name, place) ->
                        table.row(List.of(List.of(name), List.of("s3"), NONE, List.of(shown(place.uri())))));
        print(table);
    }

    private void print(List<ComputationReport> computation) {
        title("What it does with records");
        TextTable table = new TextTable("PART", "NAME", "SETTINGS");
        computation.forEach(each -> table.row(List.of(
                List.of(each.kind()), each.name().isEmpty() ? NONE : List.of(each.name()), lines(each.settings()))));
        print(table);
    }

    /** A line for each setting, and for each line of a text. */
    private static List<String> lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .flatMap(setting -> (setting.getKey() + " = " + shown(setting.getValue())).lines())
                .toList();
    }

    private void printAlarms(List<AlarmReport> alarms) {
        if (alarms.isEmpty()) {
            return;
        }
        title("Alarms");
        TextTable table = new TextTable("ALARM", "WHEN", "DESCRIPTION");
        alarms.forEach(each -> row(table, each.name(), each.condition(), each.description()));
        print(table);
    }

    private void print(NetworkReport network) {
        title("Network: " + shown(network.vpc()));
        TextTable subnets = new TextTable("SUBNET", "ZONE", "CIDR", "WAY OUT");
        network.subnets().forEach(each -> row(subnets, each.name(), each.zone(), each.cidr(), each.wayOut()));
        print(subnets);
        if (!network.rules().isEmpty()) {
            out.println();
            TextTable rules = new TextTable("SECURITY GROUP", "LETS", "TRAFFIC", "FROM OR TO");
            network.rules()
                    .forEach(each ->
                            row(rules, each.group(), each.inbound() ? "in" : "out", each.traffic(), each.peer()));
            print(rules);
        }
    }

    private void print(RolePermissions role) {
        title("Permissions of " + shown(role.roleArn()));
        if (!role.isInStacks()) {
            out.println("  The role is in none of the stacks.");
            return;
        }
        TextTable table = new TextTable("ACTION", "RESOURCE", "CONDITION");
        role.policies().forEach(policy -> policy.statements().forEach(each -> table.row(cells(each))));
        print(table);
        role.boundary().ifPresent(this::printBoundary);
        if (!role.unknown().isEmpty()) {
            out.println();
            out.println("  Policies that are in none of the stacks: " + shown(String.join(", ", role.unknown())));
        }
    }

    private void printBoundary(PolicyDocument boundary) {
        title("No more than the permissions boundary " + boundary.name());
        TextTable table = new TextTable("ACTION", "RESOURCE", "CONDITION");
        boundary.statements().forEach(each -> table.row(cells(each)));
        print(table);
    }

    private void printEndpoints(List<EndpointReport> endpoints) {
        out.println();
        out.println("VPC endpoints");
        TextTable table = new TextTable("SERVICE", "TYPE", "VPC", "ACTION", "RESOURCE", "CONDITION");
        for (EndpointReport each : endpoints) {
            VpcEndpoint endpoint = each.endpoint();
            List<List<String>> head = List.of(
                    List.of(shown(endpoint.serviceName())),
                    List.of(endpoint.isGateway() ? "gateway" : "interface"),
                    List.of(shown(each.vpc())));
            List<List<List<String>>> policies = endpoint.policy()
                    .map(policy -> policy.statements().stream()
                            .map(ReportPrinter::cells)
                            .toList())
                    .orElse(List.of(List.of(List.of("*"), List.of("*"), NONE)));
            policies.forEach(cells ->
                    table.row(Stream.concat(head.stream(), cells.stream()).toList()));
        }
        print(table);
    }

    /** Action, resource and condition. */
    private static List<List<String>> cells(PolicyStatement statement) {
        String denied = statement.effect() == Effect.DENY ? "deny " : "";
        return List.of(
                texts(denied, statement.actions()),
                texts("", statement.resources()),
                statement.conditions().isEmpty()
                        ? NONE
                        : statement.conditions().stream()
                                .flatMap(ReportPrinter::lines)
                                .toList());
    }

    private static Stream<String> lines(Condition condition) {
        return Stream.concat(
                Stream.of(condition.operator() + " " + condition.key()),
                condition.values().stream().map(value -> "  " + shown(value)));
    }

    private static List<String> texts(String prefix, PolicyElement element) {
        String all = prefix + (element.excluded() ? "all but " : "");
        return element.texts().stream().map(each -> all + shown(each)).toList();
    }

    private void title(String text) {
        out.println();
        out.println("  " + text);
    }

    private static void row(TextTable table, String... cells) {
        table.row(Stream.of(cells).map(each -> List.of(shown(each))).toList());
    }

    private void print(TextTable table) {
        table.lines(width).forEach(out::println);
    }

    /** A value that only a deployment would know, as {@code Fn::Sub} names it. */
    private static String shown(String text) {
        return TOKEN.matcher(text).replaceAll("\\${$1}");
    }
}
