package io.github.managedflink.local.sns;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import io.github.managedflink.local.template.TemplateJson;
import java.util.List;
import java.util.Map;

/** Amazon SNS: topics. */
public final class SnsDescription implements ServiceDescription {
    private static final String ARN = "arn:{partition}:sns:{region}:{account}:{name}";

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(
                ResourceType.of("AWS::SNS::Topic")
                        .named("TopicName", 256)
                        .accepts(
                                "[A-Za-z0-9_-]{1,251}(\\.fifo)?|[A-Za-z0-9_-]{1,256}",
                                "1 to 256 letters, digits, '_' and '-', and '.fifo' at the end of a FIFO topic's")
                        .ref(ARN)
                        .attribute("TopicArn", ARN)
                        .attribute("TopicName", "{name}")
                        .encryptedWith("KmsMasterKeyId"),
                ResourceType.of("AWS::SNS::TopicPolicy")
                        .policy("PolicyDocument", policy -> TemplateJson.texts(policy.property("Topics"))));
    }

    @Override
    public List<String> keyActions(String action) {
        return action.equals("Publish") ? List.of("GenerateDataKey", "Decrypt") : List.of();
    }

    @Override
    public Map<String, String> encryptionContext(String arn) {
        return Map.of("aws:sns:topicArn", arn);
    }
}
