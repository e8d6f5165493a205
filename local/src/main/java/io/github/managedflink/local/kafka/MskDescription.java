package io.github.managedflink.local.kafka;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;

/** Amazon MSK: clusters and topics. */
public final class MskDescription implements ServiceDescription {
    /** The service ends a cluster's ARN with an identifier of its own. */
    private static final String CLUSTER_ARN =
            "arn:{partition}:kafka:{region}:{account}:cluster/{name}/00000000-0000-0000-0000-000000000000-1";

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(
                cluster("AWS::MSK::Cluster"),
                cluster("AWS::MSK::ServerlessCluster"),
                ResourceType.of("AWS::MSK::Topic")
                        .namedInParent("TopicName", 249)
                        .accepts("[A-Za-z0-9._-]{1,249}", "1 to 249 " + ResourceType.LETTERS_DIGITS_DOTS));
    }

    private static ResourceType cluster(String type) {
        return ResourceType.of(type)
                .named("ClusterName", 64)
                .accepts("[A-Za-z0-9-]{1,64}", "1 to 64 letters, digits and '-'")
                .ref(CLUSTER_ARN)
                .attribute("Arn", CLUSTER_ARN);
    }
}
