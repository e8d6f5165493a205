package io.github.managedflink.constructs.application;

import io.github.managedflink.model.settings.Arguments;
import java.util.List;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.iam.IRole;

/** What is known about an application that another stack, or nobody's stack, deployed. */
public final class FlinkApplicationAttributes {
    private final String applicationArn;
    private final IRole role;
    private final List<ISecurityGroup> securityGroups;
    private final FlinkRuntime runtime;

    private FlinkApplicationAttributes(
            String applicationArn, IRole role, List<ISecurityGroup> securityGroups, FlinkRuntime runtime) {
        this.applicationArn = applicationArn;
        this.role = role;
        this.securityGroups = List.copyOf(securityGroups);
        this.runtime = runtime;
    }

    /** Returns the application with this ARN, on Flink 1, in no VPC, with a role that is not known. */
    public static FlinkApplicationAttributes of(String applicationArn) {
        return new FlinkApplicationAttributes(applicationArn, null, List.of(), FlinkRuntime.FLINK_1_20);
    }

    /** Sets the role that the job has, so that it can be granted permissions. Default: not known. */
    public FlinkApplicationAttributes withRole(IRole value) {
        return new FlinkApplicationAttributes(applicationArn, value, securityGroups, runtime);
    }

    /** Sets the security groups that the application is in, so that it can be allowed to connect. Default: none. */
    public FlinkApplicationAttributes withSecurityGroups(List<? extends ISecurityGroup> groups) {
        return new FlinkApplicationAttributes(
                applicationArn, role, List.copyOf(Arguments.given("groups", groups)), runtime);
    }

    /** Sets the version of Flink, which decides what its metrics are called. Default: Flink 1.20. */
    public FlinkApplicationAttributes withRuntime(FlinkRuntime value) {
        return new FlinkApplicationAttributes(applicationArn, role, securityGroups, value);
    }

    String applicationArn() {
        return applicationArn;
    }

    IRole role() {
        return role;
    }

    List<ISecurityGroup> securityGroups() {
        return securityGroups;
    }

    FlinkRuntime runtime() {
        return runtime;
    }
}
