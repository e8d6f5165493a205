package io.github.managedflink.local.run;

import io.github.managedflink.local.services.StandIns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what a run has to show when it ends. */
final class RunOutputs {
    private RunOutputs() {}

    /**
     * Writes what each sink received, the summary and the report of calls.
     *
     * @return the result with the names of the files
     */
    static LocalRunResult write(LocalRunResult result, StandIns standIns, Path folder) {
        try {
            List<Path> outputs = new ArrayList<>(standIns.writeOutputs(folder));
            Path summary = Summary.write(result, folder);
            if (result.access().isPresent()) {
                outputs.add(AccessFile.write(result.access().get(), folder));
            }
            return new LocalRunResult(
                    result.stack(),
                    result.applications(),
                    result.fed(),
                    outputs,
                    Optional.of(summary),
                    result.access());
        } catch (IOException e) {
            throw LocalRunException.wrongUsage("The outputs cannot be written to " + folder + ": " + e.getMessage());
        }
    }
}
