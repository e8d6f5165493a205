package io.github.managedflink.local.run;

import io.github.managedflink.spec.PipelineCounters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a bundled pipeline did with its records. Nothing is lost: {@code in + expanded = out + filtered + deduplicated + rejected}.
 *
 * @param in records read from the source
 * @param expanded extra records that steps made of one
 * @param out records written to sinks
 * @param filtered records left out by a filter
 * @param deduplicated records left out because their keys had been seen
 * @param rejected records written to the dead letters
 * @param sinks records written to each sink, by its name
 */
public record RecordCounts(
        long in, long expanded, long out, long filtered, long deduplicated, long rejected, Map<String, Long> sinks) {

    private static final String SINK_PREFIX = PipelineCounters.outTo("");

    public RecordCounts {
        sinks = Map.copyOf(sinks);
    }

    /** Whether every record that came in is accounted for. */
    public boolean isBalanced() {
        return in + expanded == out + filtered + deduplicated + rejected;
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
                sinks));
    }
}
