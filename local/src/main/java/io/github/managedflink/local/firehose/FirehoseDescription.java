package io.github.managedflink.local.firehose;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;

/** Amazon Data Firehose: delivery streams. */
public final class FirehoseDescription implements ServiceDescription {
    @Override
    public String name() {
        return "firehose";
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(ResourceType.of("AWS::KinesisFirehose::DeliveryStream")
                .named("DeliveryStreamName", 64)
                .accepts("[A-Za-z0-9_.-]{1,64}", "1 to 64 " + ResourceType.LETTERS_DIGITS_DOTS)
                .attribute("Arn", "arn:{partition}:firehose:{region}:{account}:deliverystream/{name}"));
    }
}
