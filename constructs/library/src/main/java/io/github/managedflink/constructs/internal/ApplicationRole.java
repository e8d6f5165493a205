package io.github.managedflink.constructs.internal;

import io.github.managedflink.constructs.iam.IamStatement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** The role that a job has. */
public final class ApplicationRole {
    private ApplicationRole() {}

    /**
     * A role that the service can take on for one application only.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/managed-flink/latest/java/iam-cross-service-confused-deputy-prevention.html">Confused
     *     deputy prevention</a>
     */
    public static IRole create(
            Construct scope,
            String applicationName,
            String applicationArn,
            DeploymentTarget target,
            List<IamStatement> permissions) {
        return Role.Builder.create(scope, "Role")
                .assumedBy(ServiceTrust.of("kinesisanalytics.amazonaws.com", target, applicationArn))
                .description("What the Flink application " + applicationName + " may do")
                // Inline, so that the permissions are there when the service reads the code during creation.
                .inlinePolicies(Map.of("FlinkApplication", IamStatement.document(permissions)))
                .build();
    }

    public static void extend(Construct scope, IRole role, List<IamStatement> permissions) {
        boolean allAdded = true;
        for (IamStatement permission : permissions) {
            allAdded &=
                    role.addToPrincipalPolicy(permission.toPolicyStatement()).getStatementAdded();
        }
        if (!allAdded) {
            Annotations.of(scope)
                    .addWarningV2(
                            "managed-flink:rolePolicy",
                            "role cannot be changed here. It must have the permissions that the job needs, or the application"
                                    + " cannot be created: "
                                    + permissions.stream()
                                            .flatMap(permission -> permission.actions().stream())
                                            .distinct()
                                            .collect(Collectors.joining(", "))
                                    + ".");
        }
    }
}
