package io.github.managedflink.test.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.test.pipeline.Pipeline;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The job of a pipeline as IAM sees it: a role with policies, in an account with keys. */
final class Job {
    private static final String APPLICATION = "AWS::KinesisAnalyticsV2::Application";

    private final DeployedStack stack;
    private final Resource application;
    private final List<JsonNode> policies = new ArrayList<>();

    private Job(DeployedStack stack, Resource application) {
        this.stack = stack;
        this.application = application;
        role().property("Policies").forEach(policy -> policies.add(policy.path("PolicyDocument")));
        for (Resource policy : stack.resources("AWS::IAM::Policy")) {
            if (policy.property("Roles").toString().contains('"' + role().physicalName() + '"')) {
                policies.add(policy.property("PolicyDocument"));
            }
        }
    }

    static List<Job> of(Pipeline pipeline) {
        DeployedStack stack =
                SynthesizedStack.of(FeatureFlags.RECOMMENDED, pipeline::addTo).deployed();
        return stack.resources(APPLICATION).stream()
                .map(application -> new Job(stack, application))
                .toList();
    }

    /** What its role may do. */
    List<JsonNode> policies() {
        return List.copyOf(policies);
    }

    /** Who may take on its role. */
    JsonNode trust() {
        return role().property("AssumeRolePolicyDocument");
    }

    /**
     * Whether the job may do it.
     *
     * @param resource an ARN; in it, as in the values of the context, {@code {code}}, {@code {key}} and {@code {logs}}
     *     stand for the ARNs of the stack's code, key and log group, {@code {bucket}} and {@code {log}} for the names
     *     of its bucket and log stream
     */
    boolean may(String action, String resource, Map<String, String> context) {
        String arn = fill(resource);
        JsonNode keyPolicy = action.startsWith("kms:") ? only("AWS::KMS::Key").property("KeyPolicy") : null;
        Map<String, String> filled = new HashMap<>();
        context.forEach((key, value) -> filled.put(key, fill(value)));
        return IamSimulator.allows(roleArn(), stack.environment().account(), policies, keyPolicy, action, arn, filled);
    }

    /** Whether the stack's key lets a service do it on behalf of an application of that name. */
    boolean lets(String service, String action, String application) {
        String arn = arn("kinesisanalytics", "application/" + application);
        Map<String, String> context = Map.of(
                "aws:SourceArn", arn,
                "aws:SourceAccount", stack.environment().account(),
                "kms:EncryptionContext:aws:kinesisanalytics:arn", arn);
        return IamSimulator.allows(
                service,
                stack.environment().account(),
                List.of(),
                only("AWS::KMS::Key").property("KeyPolicy"),
                action,
                fill("{key}"),
                context);
    }

    private String fill(String resource) {
        Map<String, Supplier<String>> words = Map.of(
                "{code}", this::codeArn,
                "{key}", () -> arn("kms", "key/" + only("AWS::KMS::Key").physicalName()),
                "{bucket}", () -> only("AWS::S3::Bucket").physicalName(),
                "{logs}",
                        () -> arn(
                                "logs",
                                "log-group:" + only("AWS::Logs::LogGroup").physicalName()),
                "{log}", () -> only("AWS::Logs::LogStream").physicalName());
        String filled = resource;
        for (Map.Entry<String, Supplier<String>> word : words.entrySet()) {
            if (filled.contains(word.getKey())) {
                filled = filled.replace(word.getKey(), word.getValue().get());
            }
        }
        return filled;
    }

    private String codeArn() {
        JsonNode code = application.property(
                "ApplicationConfiguration", "ApplicationCodeConfiguration", "CodeContent", "S3ContentLocation");
        return code.path("BucketARN").asText() + "/" + code.path("FileKey").asText();
    }

    private String roleArn() {
        return role().attribute("Arn");
    }

    /** There may be others, such as the one that Firehose delivers with. */
    private Resource role() {
        String arn = application.property("ServiceExecutionRole").asText();
        return stack.resources("AWS::IAM::Role").stream()
                .filter(role -> role.attribute("Arn").equals(arn))
                .findFirst()
                .orElseThrow();
    }

    private String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + stack.environment().region() + ":"
                + stack.environment().account() + ":" + resource;
    }

    private Resource only(String type) {
        List<Resource> resources = stack.resources(type);
        if (resources.size() != 1) {
            throw new IllegalStateException("expected one " + type + " but there are " + resources);
        }
        return resources.get(0);
    }
}
