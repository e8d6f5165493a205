package io.github.managedflink.local.access;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;

/** AWS IAM: roles and policies. */
public final class IamDescription implements ServiceDescription {
    private static final String POLICY_ARN = "arn:{partition}:iam::{account}:policy/{name}";

    @Override
    public String name() {
        return "iam";
    }

    @Override
    public boolean hasStandIn() {
        return false;
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(
                ResourceType.of("AWS::IAM::Role")
                        .named("RoleName", 64)
                        .attribute("Arn", "arn:{partition}:iam::{account}:role/{name}"),
                ResourceType.of("AWS::IAM::Policy")
                        .namedInParent("PolicyName", 128)
                        .attribute("Id", "{name}"),
                ResourceType.of("AWS::IAM::ManagedPolicy")
                        .named("ManagedPolicyName", 128)
                        .ref(POLICY_ARN)
                        .attribute("PolicyArn", POLICY_ARN));
    }
}
