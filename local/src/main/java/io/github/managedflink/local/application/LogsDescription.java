package io.github.managedflink.local.application;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;

/** Amazon CloudWatch Logs: log groups and streams. */
public final class LogsDescription implements ServiceDescription {
    @Override
    public String name() {
        return "logs";
    }

    @Override
    public boolean hasStandIn() {
        return false;
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(
                ResourceType.of("AWS::Logs::LogGroup")
                        .named("LogGroupName", 512)
                        .attribute("Arn", "arn:{partition}:logs:{region}:{account}:log-group:{name}:*"),
                ResourceType.of("AWS::Logs::LogStream").namedInParent("LogStreamName", 512));
    }
}
