package io.github.managedflink.local.service;

import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.RelativePath;
import io.github.managedflink.local.template.AssemblyException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of the folders for outputs: the logical ids of resources, and where no stack has one, the name that an
 * application gives.
 */
public final class OutputNames {
    /** Of resources in different stacks. */
    private final Set<String> ambiguous;

    /** Those of the resources of a run. */
    public OutputNames(List<Resource> resources) {
        Set<String> once = new HashSet<>();
        ambiguous = resources.stream()
                .map(Resource::logicalId)
                .filter(id -> !once.add(id))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The name for a resource: its logical id, with its stack's name before it where two stacks have one of that id.
     */
    public String of(Resource resource) {
        return ambiguous.contains(resource.logicalId())
                ? resource.stack().name() + "-" + resource.logicalId()
                : resource.logicalId();
    }

    /**
     * Refuses a name by which no file can be written, before anything runs.
     *
     * @param resource what an application names, for the message
     */
    public static void check(String resource, String name) {
        RelativePath.fault(name).ifPresent(fault -> {
            throw new AssemblyException("An application names \"" + resource + "\", whose name, \"" + name
                    + "\", cannot exist: " + fault + ".");
        });
    }
}
