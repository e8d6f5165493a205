package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;
import java.util.Map;

/** Kinesis Data Streams: streams and their consumers. */
public final class KinesisDescription implements ServiceDescription {
    private static final String CONSUMER_ARN =
            "{StreamARN}/consumer/{name}:" + Resource.CONSUMER_CREATION.getEpochSecond();

    @Override
    public String name() {
        return "kinesis";
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(
                ResourceType.of("AWS::Kinesis::Stream")
                        .named("Name", 128)
                        .accepts("[A-Za-z0-9_.-]{1,128}", "1 to 128 " + ResourceType.LETTERS_DIGITS_DOTS)
                        .attribute("Arn", "arn:{partition}:kinesis:{region}:{account}:stream/{name}")
                        .encryptedWith("StreamEncryption", "KeyId"),
                ResourceType.of("AWS::Kinesis::StreamConsumer")
                        .namedInParent("ConsumerName", 128)
                        .accepts("[A-Za-z0-9_.-]{1,128}", "1 to 128 " + ResourceType.LETTERS_DIGITS_DOTS)
                        .ref(CONSUMER_ARN)
                        .attribute("ConsumerARN", CONSUMER_ARN)
                        .attribute("ConsumerName", "{name}")
                        .attribute("ConsumerStatus", "ACTIVE")
                        .attribute("StreamARN", "{StreamARN}"),
                ResourceType.of("AWS::Kinesis::ResourcePolicy")
                        .policy(
                                "ResourcePolicy",
                                policy -> List.of(policy.property("ResourceArn").asText())));
    }

    @Override
    public List<String> keyActions(String action) {
        return switch (action) {
            case "PutRecord", "PutRecords" -> List.of("GenerateDataKey");
            case "GetRecords", "SubscribeToShard" -> List.of("Decrypt");
            default -> List.of();
        };
    }

    @Override
    public Map<String, String> encryptionContext(String arn) {
        return Map.of("aws:kinesis:arn", arn.replaceFirst("/consumer/.*$", ""));
    }
}
