package io.github.managedflink.local.run;

import io.github.managedflink.local.files.OutputFolder;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.flink.RootCause;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.services.StandIns;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    static LocalRunResult write(LocalRunResult result, StandIns standIns, OutputFolder out) {
        try {
            OwnFolder folder = out.begin();
            List<Path> outputs = new ArrayList<>(standIns.writeOutputs(folder));
            if (result.access().isPresent()) {
                outputs.add(AccessFile.write(result.access().get(), folder));
            }
            LocalRunResult written = new LocalRunResult(
                    result.stack(),
                    result.applications(),
                    result.fed(),
                    result.unread(),
                    result.writtenLater(),
                    outputs,
                    Optional.of(folder.path(Summary.NAME)),
                    result.access(),
                    result.interrupted());
            Summary.write(written, folder);
            return written;
        } catch (IOException | UncheckedIOException e) {
            throw LocalRunException.jobFailed(
                    "The outputs cannot be written to " + out.path() + ": " + RootCause.of(e), e);
        }
    }
}
