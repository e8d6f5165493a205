package io.github.managedflink.local.run;

import io.github.managedflink.local.services.SourceStream;
import io.github.managedflink.local.services.StandIns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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

    /**
     * Feeds at the paces of their streams, whatever name a pace gives its stream.
     *
     * @param streams one for each feed
     * @param paces records a second by names of streams
     */
    static List<Feed> paced(
            List<Feed> feeds, List<SourceStream> streams, Map<String, Double> paces, StandIns standIns) {
        Map<SourceStream, Double> byStream = new HashMap<>();
        List<String> faults = new ArrayList<>();
        paces.forEach((name, pace) -> {
            SourceStream stream = find(standIns, name);
            Double other = byStream.put(stream, pace);
            if (!streams.contains(stream)) {
                faults.add("The pace of the stream " + name + " goes with a feed of it, and there is none.");
            } else if (other != null && !other.equals(pace)) {
                faults.add(
                        "The stream " + name + " has two paces, " + pace + " and " + other + ", by different names.");
            }
        });
        if (!faults.isEmpty()) {
            throw LocalRunException.wrongUsage(String.join("\n", faults));
        }
        return IntStream.range(0, feeds.size())
                .mapToObj(i -> {
                    Feed feed = feeds.get(i);
                    Double pace = byStream.get(streams.get(i));
                    return pace == null || feed.recordsPerSecond().isPresent() ? feed : feed.withPace(pace);
                })
                .toList();
    }

    private static String known(List<String> names) {
        return names.isEmpty()
                ? ": the stack has none and its applications read none."
                : ". The streams: " + String.join(", ", names) + ".";
    }
}
