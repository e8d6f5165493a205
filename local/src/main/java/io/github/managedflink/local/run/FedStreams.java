package io.github.managedflink.local.run;

import io.github.managedflink.local.services.SourceStream;
import io.github.managedflink.local.services.StandIns;
import java.util.List;

/** Finds the streams or topics that a user names. */
final class FedStreams {
    private FedStreams() {}

    static SourceStream find(StandIns standIns, String name) {
        return findAll(standIns, List.of(name)).get(0);
    }

    /** One for each name. */
    static List<SourceStream> findAll(StandIns standIns, List<String> names) {
        List<String> missing = names.stream()
                .filter(name -> standIns.stream(name).isEmpty())
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            throw LocalRunException.wrongUsage(
                    "There is no stream " + String.join(" and no stream ", missing) + known(standIns.streamNames()));
        }
        return names.stream().flatMap(name -> standIns.stream(name).stream()).toList();
    }

    private static String known(List<String> names) {
        return names.isEmpty()
                ? ": the stack has none and its applications read none."
                : ". The streams: " + String.join(", ", names) + ".";
    }
}
