package io.github.managedflink.local.run;

import io.github.managedflink.local.feed.Feed;
import io.github.managedflink.local.feed.FeedFile;
import io.github.managedflink.local.feed.FeedKey;
import io.github.managedflink.local.feed.Feeding;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.service.SourceStream;
import io.github.managedflink.local.services.SourceStreams;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Finds the streams or topics that a user names. */
final class FedStreams {
    private final LocalRun run;
    private final SourceStreams streams;
    private final List<String> faults;
    private final Set<SourceStream> fed = new HashSet<>();

    private FedStreams(LocalRun run, SourceStreams streams, List<String> faults) {
        this.run = run;
        this.streams = streams;
        this.faults = faults;
    }

    static SourceStream find(SourceStreams streams, String name) {
        return streams.find(name)
                .orElseThrow(() -> LocalRunException.wrongUsage(String.join("\n", unknown(streams, List.of(name)))));
    }

    private static List<String> unknown(SourceStreams streams, Collection<String> names) {
        List<String> faults = new ArrayList<>();
        List<String> farFromAll = new ArrayList<>();
        names.forEach(name -> streams.question(name)
                .ifPresentOrElse(
                        question -> faults.add("There is no stream " + name + question), () -> farFromAll.add(name)));
        if (!farFromAll.isEmpty()) {
            List<String> known = streams.names();
            faults.add("There is no stream " + String.join(" and no stream ", farFromAll)
                    + (known.isEmpty()
                            ? ": the stack has none and its applications read none."
                            : ". The streams: " + String.join(", ", known) + "."));
        }
        return faults;
    }

    /**
     * Finds the streams of all feeds of a run, with the paces and keys of the streams, whatever name they give their
     * stream.
     *
     * @param faults is given what is wrong with the names and with the lines of the files; files that cannot be read
     *     are faults of the settings and are passed over
     */
    static List<Feeding> resolve(LocalRun run, SourceStreams streams, List<String> faults) {
        return new FedStreams(run, streams, faults).resolve();
    }

    private List<Feeding> resolve() {
        List<String> unknown = Stream.of(
                        run.feeds.stream().map(Feed::stream), run.paces.keySet().stream(), run.keys.keySet().stream())
                .flatMap(names -> names)
                .filter(name -> streams.find(name).isEmpty())
                .distinct()
                .toList();
        faults.addAll(unknown(streams, unknown));
        run.feeds.forEach(feed -> streams.find(feed.stream()).ifPresent(fed::add));
        Map<SourceStream, Double> paces = byStream("pace", run.paces, Feed::paceText);
        Map<SourceStream, String> keys = byStream("key", run.keys, UnaryOperator.identity());
        List<Feeding> feedings = new ArrayList<>();
        for (Feed feed : run.feeds) {
            Optional<SourceStream> stream = streams.find(feed.stream());
            if (stream.isPresent() && FeedFile.fault(feed.file()).isEmpty()) {
                FeedFile file = FeedFile.of(feed.file());
                Feed complete = feed.with(
                        Optional.ofNullable(paces.get(stream.get())),
                        Optional.ofNullable(keys.get(stream.get()))
                                .filter(field ->
                                        FeedKey.fault(feed.stream(), field).isEmpty())
                                .map(FeedKey::new));
                faults.addAll(file.faults(stream.get(), complete.key()));
                feedings.add(new Feeding(complete, file, stream.get()));
            }
        }
        return feedings;
    }

    /** What is set for each stream, by whatever name. */
    private <T> Map<SourceStream, T> byStream(String what, Map<String, T> settings, Function<T, String> shown) {
        Map<SourceStream, T> byStream = new HashMap<>();
        settings.forEach((name, value) -> streams.find(name).ifPresent(stream -> {
            T other = byStream.put(stream, value);
            if (!fed.contains(stream)) {
                faults.add("The " + what + " of the stream " + name + " goes with a feed of it, and there is none.");
            } else if (other != null && !other.equals(value)) {
                faults.add("The stream " + name + " has two " + what + "s, " + shown.apply(other) + " and "
                        + shown.apply(value) + ", by different names.");
            }
        }));
        return byStream;
    }
}
