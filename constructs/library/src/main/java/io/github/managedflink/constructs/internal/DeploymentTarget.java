package io.github.managedflink.constructs.internal;

import software.amazon.awscdk.Stack;

/** Where a stack goes, as values or tokens, to write ARNs with. */
public record DeploymentTarget(String partition, String region, String account) {

    public static DeploymentTarget of(Stack stack) {
        return new DeploymentTarget(stack.getPartition(), stack.getRegion(), stack.getAccount());
    }

    public String arn(String service, String resource) {
        return arn(service, account, resource);
    }

    public String arn(String service, String owner, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + owner + ":" + resource;
    }
}
