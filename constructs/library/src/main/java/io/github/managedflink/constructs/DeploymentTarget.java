package io.github.managedflink.constructs;

import software.amazon.awscdk.Stack;

/** Where a stack goes, as values or tokens, to write ARNs with. */
record DeploymentTarget(String partition, String region, String account) {

    static DeploymentTarget of(Stack stack) {
        return new DeploymentTarget(stack.getPartition(), stack.getRegion(), stack.getAccount());
    }

    String arn(String service, String resource) {
        return arn(service, account, resource);
    }

    String arn(String service, String owner, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + owner + ":" + resource;
    }
}
