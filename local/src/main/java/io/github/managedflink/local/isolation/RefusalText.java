package io.github.managedflink.local.isolation;

import io.github.managedflink.local.assembly.ServiceDescription;
import io.github.managedflink.local.assembly.ServiceDescriptions;
import java.util.List;

/** Words the refusal of what would leave this machine, or end its process. */
final class RefusalText {
    private static final String ALLOW = ", or allow it with --allow-network, in a test with allowNetwork().";
    private static final String ADVICE =
            " Leave the call out where the application has the property group managedflink.local" + ALLOW;

    private static final String MISSING =
            "This run has no stand-in for it, because the stack has no resource of it and the application's"
                    + " properties name none by ARN. Add one to the stack" + ALLOW;

    private RefusalText() {}

    /** @param host a name or an address, with a port where that matters */
    static String ofHost(String host) {
        String name = host.replaceFirst(":\\d+$", "");
        return AwsHost.of(name)
                .map(aws -> "The job calls " + host + ", which is " + aws.title() + ". " + reason(aws))
                .orElseGet(() -> "The job connects to " + host
                        + ", and a local run reaches nothing outside this machine." + ADVICE);
    }

    private static String reason(AwsHost aws) {
        return switch (aws.service()) {
            case "s3" ->
                "The stand-in for it is reached by Flink's file system, as s3://BUCKET/KEY, or by a client with"
                        + " path-style addresses, whose endpoint is s3.endpoint in the property group managedflink.local.";
            case "es", "aoss" ->
                "The stand-in for it is reached at the URL that the property group managedflink.local has as"
                        + " <ARN>.endpoint.";
            case "kafka" ->
                "The stand-in for it has the brokers of the stack's clusters without TLS: connect to its plaintext"
                        + " brokers, or to those that the property group managedflink.local has as kafka.<brokers>.";
            default -> isToHaveStandIn(aws) ? MISSING : "Local runs have no stand-in for it." + ADVICE;
        };
    }

    private static boolean isToHaveStandIn(AwsHost aws) {
        return ServiceDescriptions.of(aws.service())
                .filter(ServiceDescription::hasStandIn)
                .isPresent();
    }

    /** @param command what is to be started */
    static String ofProcess(String command) {
        String file = command.substring(command.lastIndexOf('/') + 1);
        String advice = file.startsWith("kinesis_producer")
                ? "It is the Kinesis Producer Library; write with Flink's KinesisStreamsSink" + ALLOW
                : "Leave it out where the application has the property group managedflink.local" + ALLOW;
        return "The job starts the process " + file + ", whose connections a local run cannot lead to stand-ins. "
                + advice;
    }

    /**
     * Words the refusal to end this process.
     *
     * @param applications those that may have wanted to, by name
     * @param caller the class that called
     */
    static String ofExit(List<String> applications, String caller) {
        String subject =
                switch (applications.size()) {
                    case 0 -> "An application";
                    case 1 -> "The application " + applications.get(0);
                    default -> "One of the applications " + String.join(", ", applications);
                };
        return subject + " calls System.exit or Runtime.halt, in " + caller
                + ". On AWS this ends the process of the application, and its job restarts. Remove the call, or throw"
                + " an exception instead.";
    }

    static String ofNativeSdk() {
        return "The job uses the AWS Common Runtime, whose connections a local run cannot lead to stand-ins."
                + " Use the SDK's clients in Java: NettyNioAsyncHttpClient, ApacheHttpClient" + ALLOW;
    }
}
