package io.github.managedflink.local.report;

import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.s3.S3Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pipeline of this library that an application runs.
 *
 * @param kind its kind, such as {@code streaming-etl}
 * @param source what it reads
 * @param computation what it does with its records
 * @param sinks what it writes
 * @param ownFiles where it writes what is not for its sinks, such as {@code dead-letters}
 */
public record PipelineReport(
        String kind,
        ConnectorReport source,
        List<ComputationReport> computation,
        List<ConnectorReport> sinks,
        Map<String, S3Location> ownFiles) {
    public PipelineReport {
        computation = List.copyOf(computation);
        sinks = List.copyOf(sinks);
        ownFiles = Collections.unmodifiableMap(new LinkedHashMap<>(ownFiles));
    }

    static PipelineReport of(PipelineSpec spec) {
        return new PipelineReport(
                spec.kind().type(),
                ConnectorReport.of(spec.source()),
                ComputationReport.of(spec),
                spec.sinks().entrySet().stream()
                        .map(sink -> ConnectorReport.of(sink.getKey(), sink.getValue()))
                        .toList(),
                spec.ownFiles());
    }
}
