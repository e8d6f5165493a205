package io.github.managedflink.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.Environment;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.gate.ServiceCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The customer-managed keys that resources of the stacks are encrypted with, and the calls of KMS that a service makes with its caller's
 * permissions: what a call of the service implies.
 *
 * <p>Firehose, EventBridge, OpenSearch, MSK and CloudWatch Logs use keys by grants or with permissions of their own, so that their callers
 * need none.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/service-integration.html">How services use AWS KMS</a>
 */
final class EncryptionKeys {
    private static final String KMS = "kms";
    private static final String DECRYPT = "Decrypt";
    private static final String GENERATE = "GenerateDataKey";
    private static final String KEY = "AWS::KMS::Key";
    private static final String ALIAS = "AWS::KMS::Alias";

    /** By service and action; the empty action stands for all others. */
    private static final Map<String, Map<String, List<String>>> IMPLIED = Map.of(
            "kinesis",
                    Map.of(
                            "PutRecord", List.of(GENERATE),
                            "PutRecords", List.of(GENERATE),
                            "GetRecords", List.of(DECRYPT),
                            "SubscribeToShard", List.of(DECRYPT)),
            // An upload in parts decrypts what it has stored of the key.
            "s3",
                    Map.of(
                            "GetObject", List.of(DECRYPT),
                            "GetObjectVersion", List.of(DECRYPT),
                            "PutObject", List.of(GENERATE, DECRYPT)),
            // A table's key is decrypted for each caller.
            "dynamodb", Map.of("", List.of(DECRYPT)),
            "sns", Map.of("Publish", List.of(GENERATE, DECRYPT)),
            "secretsmanager", Map.of("GetSecretValue", List.of(DECRYPT)));

    private final Map<String, String> keyOfResource;

    private EncryptionKeys(Map<String, String> keyOfResource) {
        this.keyOfResource = Map.copyOf(keyOfResource);
    }

    static EncryptionKeys of(List<Resource> all) {
        Map<String, String> keys = new HashMap<>();
        for (Resource resource : all) {
            Optional<JsonNode> named = keyIn(resource).filter(JsonNode::isTextual);
            if (named.isPresent()) {
                keyArn(named.get().asText(), resource.stack().environment(), all)
                        .ifPresent(arn -> keys.put(arnOf(resource), arn));
            }
        }
        return new EncryptionKeys(keys);
    }

    private static Optional<JsonNode> keyIn(Resource resource) {
        return switch (resource.type()) {
            case "AWS::Kinesis::Stream" -> Optional.of(resource.property("StreamEncryption", "KeyId"));
            case "AWS::S3::Bucket" ->
                Optional.of(resource.property("BucketEncryption", "ServerSideEncryptionConfiguration")
                        .path(0)
                        .path("ServerSideEncryptionByDefault")
                        .path("KMSMasterKeyID"));
            case "AWS::DynamoDB::Table" -> Optional.of(resource.property("SSESpecification", "KMSMasterKeyId"));
            case "AWS::DynamoDB::GlobalTable" ->
                Optional.of(resource.property("Replicas")
                        .path(0)
                        .path("SSESpecification")
                        .path("KMSMasterKeyId"));
            case "AWS::SNS::Topic" -> Optional.of(resource.property("KmsMasterKeyId"));
            case "AWS::SecretsManager::Secret" -> Optional.of(resource.property("KmsKeyId"));
            default -> Optional.empty();
        };
    }

    private static String arnOf(Resource resource) {
        return resource.attribute(
                switch (resource.type()) {
                    case "AWS::SNS::Topic" -> "TopicArn";
                    case "AWS::SecretsManager::Secret" -> "Id";
                    default -> "Arn";
                });
    }

    /** A key is named by its ARN, its id or an alias; one that AWS manages asks its users for nothing. */
    private static Optional<String> keyArn(String name, Environment environment, List<Resource> all) {
        if (name.contains("alias/aws/")) {
            return Optional.empty();
        }
        String id = name.substring(name.lastIndexOf(':') + 1);
        if (id.startsWith("alias/")) {
            return all.stream()
                    .filter(each -> each.type().equals(ALIAS))
                    .filter(each -> each.physicalName().equals(id))
                    .findFirst()
                    .flatMap(each -> keyArn(each.property("TargetKeyId").asText(), environment, all));
        }
        if (name.startsWith("arn:")) {
            return Optional.of(name);
        }
        return all.stream()
                .filter(each -> each.type().equals(KEY))
                .filter(each -> each.attribute("KeyId").equals(name))
                .map(each -> each.attribute("Arn"))
                .findFirst()
                .or(() -> Optional.of(environment.arn(KMS, "key/" + name)));
    }

    /** The calls of KMS that a call implies. */
    List<ServiceCall> impliedBy(ServiceCall call) {
        Map<String, List<String>> ofService = IMPLIED.getOrDefault(call.service(), Map.of());
        List<String> actions = ofService.getOrDefault(call.action(), ofService.getOrDefault("", List.of()));
        return keyOf(call.resource()).stream()
                .flatMap(key -> actions.stream().map(action -> new ServiceCall(KMS, action, key)))
                .toList();
    }

    /** What encrypts a resource, or the whole of which it is a part: an object of a bucket, a consumer of a stream, an index. */
    private Optional<String> keyOf(String resource) {
        return Stream.iterate(resource, each -> each.contains("/"), each -> each.substring(0, each.lastIndexOf('/')))
                .filter(keyOfResource::containsKey)
                .findFirst()
                .or(() -> Optional.of(resource.split("/", 2)[0]).filter(keyOfResource::containsKey))
                .map(keyOfResource::get);
    }
}
