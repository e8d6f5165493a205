package io.github.managedflink.model.kpi;

import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.time.Duration;

/**
 * Where a monitor gets new rules from while it runs: documents of all rules in JSON, each of which replaces the one
 * before. A document is checked as the rules of the specification are; a faulty one goes to the dead letters with all
 * that is wrong with it, is counted, and the rules before stay.
 *
 * <pre>{@code
 * {"revision": "7", "rules": [{"name": "errors", "kpi": "success_rate", "critical": {"comparator": "below", "threshold": 0.95}}]}
 * }</pre>
 *
 * <p>The names are those of the settings of {@link AlertRule}, with objects for their parts and lists for what is
 * numbered.
 */
public final class RulesSource extends SpecValue {
    /** The kinds of places. */
    public enum Kind {
        /** An object in S3, which is read again and again. */
        S3_OBJECT,
        /** A stream, each record of which is a document. */
        STREAM
    }

    /** How often an object is looked at when nothing is said: every minute. */
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMinutes(1);

    private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);
    private static final Duration LONGEST_POLL = Duration.ofDays(1);

    private final Kind kind;
    private final S3Location object;
    private final Duration pollInterval;
    private final PipelineSourceSpec stream;

    private RulesSource(Kind kind, S3Location object, Duration pollInterval, PipelineSourceSpec stream) {
        this.kind = kind;
        this.object = object;
        this.pollInterval = pollInterval;
        this.stream = stream;
    }

    /** Returns an object in S3, which need not be there yet. */
    public static RulesSource s3Object(S3Location object) {
        return new RulesSource(Kind.S3_OBJECT, object, DEFAULT_POLL_INTERVAL, null);
    }

    /** Returns a stream whose records are documents. */
    public static RulesSource stream(PipelineSourceSpec source) {
        return new RulesSource(Kind.STREAM, null, null, source);
    }

    /** Returns the same object looked at with another time between, 1 second to 1 day. Default: 1 minute. */
    public RulesSource withPollInterval(Duration interval) {
        return new RulesSource(kind, object, interval, stream);
    }

    static RulesSource read(SettingsReader settings) {
        return new RulesSource(
                settings.word("type", Kind.class),
                settings.has("object") ? S3Location.read(settings, "object") : null,
                settings.duration("poll-interval"),
                settings.has("stream") ? PipelineSourceSpec.read(settings.at("stream")) : null);
    }

    /** Returns the kind of place. */
    public Kind kind() {
        return kind;
    }

    /** Returns the object; null for a stream. */
    public S3Location object() {
        return object;
    }

    /** Returns how often the object is looked at; null for a stream. */
    public Duration pollInterval() {
        return pollInterval;
    }

    /** Returns the stream; null for an object. */
    public PipelineSourceSpec stream() {
        return stream;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", kind)
                .put("object", object)
                .put("poll-interval", pollInterval)
                .put("stream", stream);
    }

    @Override
    public void check(Violations violations) {
        if (!violations.require("type", kind)) {
            return;
        }
        if (kind == Kind.STREAM) {
            if (violations.require("stream", stream)) {
                stream.check(violations.at("stream"));
            }
            if (pollInterval != null) {
                violations.add("poll-interval", pollInterval, "is for objects in S3; a stream is read as it grows.");
            }
            return;
        }
        if (violations.require("object", object)) {
            object.check(violations.at("object"));
            violations.at("object").require("key", object.key());
        }
        EventTime.checkDuration(violations, "poll-interval", pollInterval, SHORTEST_POLL, LONGEST_POLL);
    }
}
