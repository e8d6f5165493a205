package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;
import java.util.List;

/**
 * Leaves out, and counts, a record whose keys have been seen within a span of event time; the first one passes. Records
 * are spread over the subtasks by their keys, see {@link EtlSteps#deduplicate}. A record in which a key is missing,
 * null, an object or a list is refused.
 */
public final class DeduplicateStep extends EtlStep {
    static final String TYPE = "deduplicate";

    private final List<String> keys;
    private final Duration ttl;

    DeduplicateStep(List<String> keys, Duration ttl) {
        super(TYPE);
        this.keys = List.copyOf(keys);
        this.ttl = ttl;
    }

    static DeduplicateStep read(SettingsReader settings) {
        return new DeduplicateStep(settings.texts("key"), settings.duration("ttl"));
    }

    /** Returns the paths of the fields that together identify a record. */
    public List<String> keys() {
        return keys;
    }

    /** Returns how long, in event time, keys are remembered. */
    public Duration ttl() {
        return ttl;
    }

    @Override
    void writeSettings(SettingsWriter settings) {
        settings.put("key", keys).put("ttl", ttl);
    }

    @Override
    public void check(Violations violations, RecordShape before) {
        checkFields(violations, "key", keys, before);
        EventTime.checkDuration(violations, "ttl", ttl, Duration.ofSeconds(1), Duration.ofDays(365));
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        return before;
    }
}
