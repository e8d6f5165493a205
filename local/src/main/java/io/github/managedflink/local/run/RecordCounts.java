package io.github.managedflink.local.run;

import io.github.managedflink.spec.PipelineCounters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a bundled pipeline did with its records. Nothing is lost: streaming ETL has {@code in + expanded = out + filtered + deduplicated +
 * rejected}, a leaderboard or a monitor {@code in = counted + filtered + deduplicated + late + rejected}.
 *
 * @param in records read from the source
 * @param expanded extra records that steps made of one
 * @param out records written to sinks
 * @param filtered records left out by a filter
 * @param deduplicated records left out because their keys had been seen
 * @param rejected records written to the dead letters
 * @param counted events that count in windows; empty for streaming ETL
 * @param late events that came too late to count
 * @param sinks records written to each sink, by its name
 */
public record RecordCounts(
        long in,
        long expanded,
        long out,
        long filtered,
        long deduplicated,
        long rejected,
        OptionalLong counted,
        long late,
        Map<String, Long> sinks) {

    private static final String SINK_PREFIX = PipelineCounters.outTo("");

    public RecordCounts {
        sinks = Map.copyOf(sinks);
    }

    /** Whether every record that came in is accounted for. */
    public boolean isBalanced() {
        long leftOut = filtered + deduplicated + rejected;
        return counted.isPresent() ? in == counted.getAsLong() + leftOut + late : in + expanded == out + leftOut;
    }

    /** Reads the counts from accumulators; empty when they are not those of a bundled pipeline. */
    static Optional<RecordCounts> of(Map<String, Long> accumulators) {
        if (!accumulators.containsKey(PipelineCounters.IN)) {
            return Optional.empty();
        }
        Map<String, Long> sinks = new LinkedHashMap<>();
        accumulators.forEach((name, value) -> {
            if (name.startsWith(SINK_PREFIX)) {
                sinks.put(name.substring(SINK_PREFIX.length()), value);
            }
        });
        return Optional.of(new RecordCounts(
                accumulators.getOrDefault(PipelineCounters.IN, 0L),
                accumulators.getOrDefault(PipelineCounters.EXPANDED, 0L),
                accumulators.getOrDefault(PipelineCounters.OUT, 0L),
                accumulators.getOrDefault(PipelineCounters.FILTERED, 0L),
                accumulators.getOrDefault(PipelineCounters.DEDUPLICATED, 0L),
                accumulators.getOrDefault(PipelineCounters.REJECTED, 0L),
                accumulators.containsKey(PipelineCounters.COUNTED)
                        ? OptionalLong.of(accumulators.get(PipelineCounters.COUNTED))
                        : OptionalLong.empty(),
                accumulators.getOrDefault(PipelineCounters.LATE, 0L),
                sinks));
    }
}
