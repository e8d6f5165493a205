package io.github.managedflink.local.report;

import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.sink.DeliveryGuarantee;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A source or a sink of a pipeline.
 *
 * @param name the sink's name; {@code source} for a source
 * @param kind the word for its kind, such as {@code kinesis}
 * @param guarantee what a sink promises; empty for a source
 * @param settings its other settings, as they are in the application's properties
 */
public record ConnectorReport(
        String name, String kind, Optional<DeliveryGuarantee> guarantee, Map<String, String> settings) {
    private static final String TYPE = "type";

    public ConnectorReport {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    static ConnectorReport of(PipelineSourceSpec source) {
        return new ConnectorReport("source", source.type(), Optional.empty(), settings(source));
    }

    static ConnectorReport of(String name, PipelineSinkSpec sink) {
        return new ConnectorReport(name, sink.type(), Optional.of(sink.guarantee()), settings(sink));
    }

    private static Map<String, String> settings(SpecValue value) {
        SettingsWriter written = new SettingsWriter();
        value.writeTo(written);
        Map<String, String> settings = new LinkedHashMap<>(written.asMap());
        settings.remove(TYPE);
        return settings;
    }
}
