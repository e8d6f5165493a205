package io.github.managedflink.local.access;

import io.github.managedflink.local.assembly.Environment;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.assembly.ServiceDescriptions;
import io.github.managedflink.local.gate.ServiceCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The customer-managed keys that resources of the stacks are encrypted with, and the calls of KMS that a service makes
 * with its caller's permissions: what a call of the service implies.
 */
final class EncryptionKeys {
    private static final String KMS = "kms";
    private static final String KEY = "AWS::KMS::Key";
    private static final String ALIAS = "AWS::KMS::Alias";

    private final Map<String, String> keyOfResource;

    private EncryptionKeys(Map<String, String> keyOfResource) {
        this.keyOfResource = Map.copyOf(keyOfResource);
    }

    static EncryptionKeys of(List<Resource> all) {
        Map<String, String> keys = new HashMap<>();
        for (Resource resource : all) {
            resource.encryptionKey()
                    .flatMap(named -> keyArn(named, resource.stack().environment(), all))
                    .ifPresent(key -> keys.put(resource.arn().orElseThrow(), key));
        }
        return new EncryptionKeys(keys);
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
        List<String> actions = ServiceDescriptions.of(call.service())
                .map(service -> service.keyActions(call.action()))
                .orElse(List.of());
        return keyOf(call.resource()).stream()
                .flatMap(key -> actions.stream().map(action -> new ServiceCall(KMS, action, key)))
                .toList();
    }

    /**
     * What encrypts a resource, or the whole of which it is a part: an object of a bucket, a consumer of a stream, an
     * index.
     */
    private Optional<String> keyOf(String resource) {
        return Stream.iterate(resource, each -> each.contains("/"), each -> each.substring(0, each.lastIndexOf('/')))
                .filter(keyOfResource::containsKey)
                .findFirst()
                .or(() -> Optional.of(resource.split("/", 2)[0]).filter(keyOfResource::containsKey))
                .map(keyOfResource::get);
    }
}
