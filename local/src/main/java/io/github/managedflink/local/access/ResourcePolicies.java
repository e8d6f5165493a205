package io.github.managedflink.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.policy.PolicyDocument;
import io.github.managedflink.local.template.TemplateJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The policies that the stacks give to buckets, keys, streams, topics, secrets and tables. */
final class ResourcePolicies {
    private final Map<String, PolicyDocument> policies;

    private ResourcePolicies(Map<String, PolicyDocument> policies) {
        this.policies = Map.copyOf(policies);
    }

    static ResourcePolicies of(List<Resource> all) {
        Map<String, PolicyDocument> policies = new HashMap<>();
        for (Resource resource : all) {
            String property = property(resource);
            if (!property.isEmpty()) {
                JsonNode document = resource.document(property);
                if (!document.isMissingNode()) {
                    PolicyDocument policy = PolicyDocument.parse(resource.logicalId(), document);
                    owners(resource).forEach(owner -> policies.put(owner, policy));
                }
            }
        }
        return new ResourcePolicies(policies);
    }

    private static String property(Resource resource) {
        return switch (resource.type()) {
            case "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy" -> "PolicyDocument";
            case "AWS::KMS::Key" -> "KeyPolicy";
            case "AWS::SecretsManager::ResourcePolicy", "AWS::Kinesis::ResourcePolicy" -> "ResourcePolicy";
            default -> "";
        };
    }

    private static List<String> owners(Resource resource) {
        return switch (resource.type()) {
            case "AWS::S3::BucketPolicy" ->
                List.of("arn:" + resource.stack().environment().partition() + ":s3:::"
                        + resource.property("Bucket").asText());
            case "AWS::SNS::TopicPolicy" -> TemplateJson.texts(resource.property("Topics"));
            case "AWS::KMS::Key" -> List.of(resource.attribute("Arn"));
            case "AWS::SecretsManager::ResourcePolicy" ->
                List.of(resource.property("SecretId").asText());
            case "AWS::Kinesis::ResourcePolicy" ->
                List.of(resource.property("ResourceArn").asText());
            default -> List.of();
        };
    }

    /** The policy of a resource, or of the bucket that it is an object of. */
    Optional<PolicyDocument> of(String resource) {
        return Stream.of(resource, resource.split("/", 2)[0])
                .filter(policies::containsKey)
                .findFirst()
                .map(policies::get);
    }
}
