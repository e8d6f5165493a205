package io.github.managedflink.constructs.application;

import software.amazon.awscdk.IResource;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** An application of Managed Service for Apache Flink, of this stack or imported. */
public interface IFlinkApplication extends IResource, IGrantable, IConnectable, FlinkApplicationMetrics {
    /** The application's name. */
    String getApplicationName();

    /** The application's ARN. */
    String getApplicationArn();

    /** The role that the job has; null for an application that was imported without it. */
    IRole getRole();

    /** The version of Flink; that of Flink 1.20 for an application that was imported without it. */
    FlinkRuntime getRuntime();

    /**
     * Adds a statement to the policy of the job's role.
     *
     * @return whether the role has it now: false for an application that was imported without its role, and for a role
     *     whose policies the CDK does not change, for example one of another account
     */
    boolean addToRolePolicy(PolicyStatement statement);

    /**
     * Lets {@code grantee} do these actions on this application, for example {@code kinesisanalytics:StartApplication}.
     */
    Grant grant(IGrantable grantee, String... actions);

    /** Lets {@code grantee} see the application, its versions, operations and snapshots. */
    default Grant grantRead(IGrantable grantee) {
        return grant(grantee, ApplicationActions.READ);
    }

    /** Lets {@code grantee} start the application and see how that goes. */
    default Grant grantStart(IGrantable grantee) {
        return grant(grantee, ApplicationActions.START);
    }

    /** Lets {@code grantee} stop the application and see how that goes. */
    default Grant grantStop(IGrantable grantee) {
        return grant(grantee, ApplicationActions.STOP);
    }

    /**
     * Lets {@code grantee} start, stop, update, scale, roll back and snapshot the application, but not create or delete
     * it.
     */
    default Grant grantManage(IGrantable grantee) {
        return grant(grantee, ApplicationActions.MANAGE);
    }
}
