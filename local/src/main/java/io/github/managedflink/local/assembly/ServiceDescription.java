package io.github.managedflink.local.assembly;

import java.util.List;
import java.util.Map;

/**
 * What local runs know of a service before anything of it is started: its types of resources, and how it uses the keys
 * of its resources. Each package of a service has one, with a constructor without parameters; the file
 * {@code META-INF/services} of this name lists them.
 */
public interface ServiceDescription {
    /** The service as ARNs and IAM actions name it. */
    String name();

    /** Whether a run starts a stand-in for it as soon as an application needs one. */
    default boolean hasStandIn() {
        return true;
    }

    /** The types of resources of which local runs know the names. */
    List<ResourceType> resourceTypes();

    /**
     * The calls of AWS KMS that the service makes with the permissions of its caller, on the key of the resource.
     * Services that use keys by grants, or with permissions of their own, make none.
     *
     * @param action without the prefix of the service, such as {@code PutRecord}
     * @return actions of AWS KMS, such as {@code Decrypt}
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/service-integration.html">How services use
     *     AWS KMS</a>
     */
    default List<String> keyActions(String action) {
        return List.of();
    }

    /**
     * The encryption context of those calls.
     *
     * @param arn the resource that is called
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption context</a>
     */
    default Map<String, String> encryptionContext(String arn) {
        return Map.of();
    }
}
