package io.github.managedflink.test.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.access.RolePermissions;
import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.application.BundledPipeline;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.policy.AccessPolicies;
import io.github.managedflink.local.policy.AccessRequest;
import io.github.managedflink.local.policy.PolicyDocument;
import io.github.managedflink.local.policy.RequestContext;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.util.List;

/**
 * Holds the calls that Flink's file sink and Hadoop's file system make for the places of a pipeline against its role,
 * as an enforced run would.
 */
public final class FileCalls {
    private static final String FILE = "part-0-0.json";

    private final String role;
    private final AccessPolicies policies;

    private FileCalls(String role, AccessPolicies policies) {
        this.role = role;
        this.policies = policies;
    }

    /**
     * Every application of the stack that runs a pipeline may read and write where its settings say, and delete no
     * file.
     */
    public static void assertAllowed(SynthesizedStack stack) {
        DeployedStack deployed = stack.deployed();
        for (Resource application : deployed.resources(ApplicationSettings.TYPE)) {
            BundledPipeline.in(ApplicationSettings.of(application).propertyGroups())
                    .ifPresent(pipeline -> of(application, deployed).assertAllowed(pipeline));
        }
    }

    private static FileCalls of(Resource application, DeployedStack stack) {
        String role = application.property("ServiceExecutionRole").asText();
        List<PolicyDocument> policies = RolePermissions.of(role, List.of(stack)).policies();
        return new FileCalls(role, AccessPolicies.of(policies.toArray(PolicyDocument[]::new)));
    }

    private void assertAllowed(PipelineSpec pipeline) {
        pipeline.sinks().values().forEach(this::assertAllowed);
        pipeline.ownFiles().values().forEach(place -> assertWritten(place, ""));
        pipeline.objectsRead().forEach(object -> assertMay("GetObject", object.bucket(), object.key(), true));
    }

    private void assertAllowed(PipelineSinkSpec sink) {
        if (sink instanceof S3SinkSpec files) {
            assertWritten(files.location(), files.partitions().isEmpty() ? "" : "day=2026-11-29/x=a b");
        }
    }

    private void assertWritten(S3Location place, String folders) {
        String folder = String.join(
                "/",
                List.of(place.key(), folders).stream()
                        .filter(each -> !each.isEmpty())
                        .toList());
        String file = folder.isEmpty() ? FILE : folder + "/" + FILE;
        assertMay("PutObject", place.bucket(), file, true);
        assertMay("GetObject", place.bucket(), file, true);
        assertMay("DeleteObject", place.bucket(), file, false);
        for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
            assertMay("DeleteObject", place.bucket(), file.substring(0, slash + 1), true);
        }
        if (!place.key().isEmpty()) {
            assertMay("PutObject", place.bucket(), place.key() + "-beside/" + FILE, false);
            assertMay("DeleteObject", place.bucket(), place.key() + "-beside/", false);
        }
    }

    private void assertMay(String action, String bucket, String key, boolean allowed) {
        AccessRequest request =
                new AccessRequest(role, "s3:" + action, "arn:aws:s3:::" + bucket + "/" + key, RequestContext.EMPTY);
        assertThat(policies.decide(request).isAllowed()).as(request.toString()).isEqualTo(allowed);
    }
}
