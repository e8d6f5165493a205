package io.github.managedflink.local.service;

import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.model.LocalEndpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run has of one service: the resources of its stacks, and those that its applications name without a stack
 * having them. The service's stand-in starts with the first of them.
 */
public interface ServiceResources extends AutoCloseable {
    /**
     * Creates a resource of a stack, if it is one of this service's.
     *
     * @param folder the name of the folder for its outputs
     */
    void create(Resource resource, String folder) throws IOException;

    /** Creates what belongs to resources that may be in other services or stacks; all of those are there now. */
    default void createDependent(Resource resource) throws IOException {}

    /** Creates what applications name and no stack has: it lives in the account already. */
    void createMissing(Collection<ApplicationNeeds> applications) throws IOException;

    /** Waits for what starts slowly, beside the stand-ins of other services. */
    default void awaitStarted() throws IOException {}

    /** Adds where jobs find the service, if it has been started. */
    LocalEndpoints addTo(LocalEndpoints endpoints);

    /** The IAM actions that its stand-in asks for, by the prefix of the service; none unless it has been started. */
    default Map<String, Set<String>> actions() {
        return Map.of();
    }

    /**
     * Writes what the sinks received to the folders that the resources were created with, or to the name of what no
     * stack has.
     *
     * @return the files
     */
    default List<Path> writeOutputs(OwnFolder folder) throws IOException {
        return List.of();
    }

    @Override
    void close() throws IOException;
}
