package io.github.managedflink.local.result;

import io.github.managedflink.model.PipelineCounters;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a bundled pipeline did with its records. Nothing is lost: streaming ETL has {@code in + expanded = out +
 * filtered + deduplicated + rejected}, a leaderboard or a monitor {@code in = counted + filtered + deduplicated + late
 * + rejected}.
 *
 * @param in records read from the source
 * @param expanded extra records that steps made of one
 * @param out records written to sinks
 * @param filtered records left out by a filter
 * @param filteredBySteps the same for each step that left some out, by its name in dead letters; {@code source} for
 *     what holds no record, as the header of a CSV file
 * @param deduplicated records left out because their keys had been seen
 * @param rejected records written to the dead letters
 * @param refused what else is in the dead letters: records whose service refused them, which count as written, once the
 *     run has ended; and results of a leaderboard or a monitor that a sink could not write
 * @param counted events that count in windows; empty for streaming ETL
 * @param late events that came too late to count
 * @param sinks records written to each sink, by its name
 */
public record RecordCounts(
        long in,
        long expanded,
        long out,
        long filtered,
        Map<String, Long> filteredBySteps,
        long deduplicated,
        long rejected,
        long refused,
        OptionalLong counted,
        long late,
        Map<String, Long> sinks) {

    private static final String SINK_PREFIX = PipelineCounters.outTo("");
    private static final String FILTERED_PREFIX = PipelineCounters.filteredBy("");

    public RecordCounts {
        filteredBySteps = Map.copyOf(filteredBySteps);
        sinks = Map.copyOf(sinks);
    }

    /** Returns whether every record that came in is accounted for. */
    public boolean isBalanced() {
        long leftOut = filtered + deduplicated + rejected;
        return counted.isPresent() ? in == counted.getAsLong() + leftOut + late : in + expanded == out + leftOut;
    }

    /** Returns which share of the events that could have counted in windows came too late, from 0 to 1. */
    public double lateShare() {
        return late == 0 ? 0 : (double) late / (counted.orElse(0) + late);
    }

    RecordCounts withRefusedByService(long records) {
        return new RecordCounts(
                in,
                expanded,
                out,
                filtered,
                filteredBySteps,
                deduplicated,
                rejected,
                refused + records,
                counted,
                late,
                sinks);
    }

    /** Reads the counts from accumulators; empty when they are not those of a bundled pipeline. */
    public static Optional<RecordCounts> of(Map<String, Long> accumulators) {
        if (!accumulators.containsKey(PipelineCounters.IN)) {
            return Optional.empty();
        }
        long rejectedResults = accumulators.getOrDefault(PipelineCounters.REJECTED_RESULTS, 0L);
        return Optional.of(new RecordCounts(
                accumulators.getOrDefault(PipelineCounters.IN, 0L),
                accumulators.getOrDefault(PipelineCounters.EXPANDED, 0L),
                accumulators.getOrDefault(PipelineCounters.OUT, 0L),
                accumulators.getOrDefault(PipelineCounters.FILTERED, 0L),
                parts(accumulators, FILTERED_PREFIX, 1),
                accumulators.getOrDefault(PipelineCounters.DEDUPLICATED, 0L),
                accumulators.getOrDefault(PipelineCounters.REJECTED, 0L) - rejectedResults,
                rejectedResults,
                accumulators.containsKey(PipelineCounters.COUNTED)
                        ? OptionalLong.of(accumulators.get(PipelineCounters.COUNTED))
                        : OptionalLong.empty(),
                accumulators.getOrDefault(PipelineCounters.LATE, 0L),
                parts(accumulators, SINK_PREFIX, 0)));
    }

    /** By what follows the prefix. */
    private static Map<String, Long> parts(Map<String, Long> accumulators, String prefix, long atLeast) {
        return accumulators.entrySet().stream()
                .filter(count -> count.getKey().startsWith(prefix) && count.getValue() >= atLeast)
                .collect(Collectors.toMap(count -> count.getKey().substring(prefix.length()), Map.Entry::getValue));
    }
}
