package io.github.managedflink.local.assembly;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All services that are described. */
public final class ServiceDescriptions {
    private static final List<ServiceDescription> ALL =
            ServiceLoader.load(ServiceDescription.class, ServiceDescription.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private static final Map<String, ServiceDescription> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ServiceDescription::name, Function.identity()));

    private static final Map<String, ResourceType> TYPES = ALL.stream()
            .flatMap(service -> service.resourceTypes().stream())
            .collect(Collectors.toUnmodifiableMap(ResourceType::name, Function.identity()));

    private ServiceDescriptions() {}

    /** Returns the service of that name, as ARNs and IAM actions name it. */
    public static Optional<ServiceDescription> of(String service) {
        return Optional.ofNullable(BY_NAME.get(service));
    }

    /** Returns the type of resource of that name. */
    static Optional<ResourceType> resourceType(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }
}
