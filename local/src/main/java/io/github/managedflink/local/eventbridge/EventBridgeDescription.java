package io.github.managedflink.local.eventbridge;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;

/** Amazon EventBridge: event buses. */
public final class EventBridgeDescription implements ServiceDescription {
    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(ResourceType.of("AWS::Events::EventBus")
                .named("Name", 256)
                .accepts("[A-Za-z0-9_./-]{1,256}", "1 to 256 " + ResourceType.LETTERS_DIGITS_DOTS + ", and '/'")
                .attribute("Arn", "arn:{partition}:events:{region}:{account}:event-bus/{name}")
                .attribute("Name", "{name}"));
    }
}
