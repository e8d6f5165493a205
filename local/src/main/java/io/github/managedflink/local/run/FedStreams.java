package io.github.managedflink.local.run;

import io.github.managedflink.local.services.SourceStream;
import io.github.managedflink.local.services.StandIns;
import java.util.List;

/** Finds the stream or topic that a user names. */
final class FedStreams {
    private FedStreams() {}

    static SourceStream find(StandIns standIns, String name) {
        return standIns.stream(name).orElseThrow(() -> {
            List<String> names = standIns.streamNames();
            return LocalRunException.wrongUsage(
                    names.isEmpty()
                            ? "There is no stream " + name + ": the stack has none and its applications read none."
                            : "There is no stream " + name + ". The streams: " + String.join(", ", names) + ".");
        });
    }
}
