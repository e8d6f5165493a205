package io.github.managedflink.local.services;

import io.github.managedflink.local.assembly.AssemblyException;
import io.github.managedflink.local.files.RelativePath;

/** Names that applications give to what they use, by which its outputs are going to be named. */
final class OutputNames {
    private OutputNames() {}

    /**
     * Refuses a name by which no file can be written, before anything runs.
     *
     * @param resource what an application names, for the message
     */
    static void check(String resource, String name) {
        RelativePath.fault(name).ifPresent(fault -> {
            throw new AssemblyException("An application names \"" + resource + "\", whose name, \"" + name
                    + "\", cannot exist: " + fault + ".");
        });
    }
}
