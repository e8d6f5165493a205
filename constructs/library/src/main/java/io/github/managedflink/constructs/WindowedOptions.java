package io.github.managedflink.constructs;

import io.github.managedflink.constructs.pipeline.PipelineNotes;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.WritesToBucket;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.window.GroupField;
import io.github.managedflink.model.window.Window;
import io.github.managedflink.model.window.WindowedSpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The options of every pipeline that computes something of groups of events in windows of event time.
 *
 * @param <S> the specification of the pipeline
 * @param <P> the builder of the specification
 * @param <B> the builder that the methods give back
 */
public abstract class WindowedOptions<
                S extends WindowedSpec, P extends WindowedSpec.Builder<S, P>, B extends WindowedOptions<S, P, B>>
        extends PipelineOptions<S, P, B> {
    private static final String DEFAULT_LATE_EVENT_PREFIX = "late-events";

    private Consumer<P> logic = spec -> {};
    private String lateEventPrefix = DEFAULT_LATE_EVENT_PREFIX;

    WindowedOptions() {}

    /** Remembers a setting of the specification. */
    final B with(Consumer<P> setting) {
        logic = logic.andThen(setting);
        return self();
    }

    /** Returns a specification with its defaults. */
    abstract P newSpec();

    /**
     * Sets its name in what it gives to sinks: 1 to 64 letters, digits, dots, hyphens and underscores. Default: the
     * word for its kind.
     */
    public B name(String value) {
        return with(spec -> spec.name(value));
    }

    /** Counts only the events for which a CEL expression is true. Default: all count. */
    public final B filter(String condition) {
        return with(spec -> spec.filter(condition));
    }

    /**
     * Counts an event once that producers send several times: see {@link WindowedSpec.Builder#deduplicateBy}. Default:
     * each event counts.
     */
    public final B deduplicateBy(Duration ttl, String... fields) {
        String[] paths = Arguments.given("fields", fields).clone();
        return with(spec -> spec.deduplicateBy(ttl, paths));
    }

    /**
     * Sets the paths of the fields whose values are the groups, up to {@value WindowedSpec#MAX_GROUP_FIELDS} with those
     * added before.
     */
    public final B groupBy(String... paths) {
        String[] copy = Arguments.given("paths", paths).clone();
        return with(spec -> spec.groupBy(copy));
    }

    /** Does the same with names of their own in what goes to the sinks. */
    public final B groupBy(GroupField... fields) {
        GroupField[] copy = Arguments.given("fields", fields).clone();
        return with(spec -> spec.groupBy(copy));
    }

    /** Sets which events are computed together. Required. */
    public final B window(Window window) {
        return with(spec -> spec.window(window));
    }

    /**
     * Sets the prefix, in the bucket of the dead letters, of events that come too late. Default: {@code late-events}.
     */
    public final B lateEventPrefix(String prefix) {
        this.lateEventPrefix = prefix;
        return self();
    }

    @Override
    final P logic() {
        P spec = newSpec();
        logic.accept(spec);
        return spec;
    }

    @Override
    List<PipelineNotes> notes(S spec) {
        return eventTime.asked() ? List.of() : List.of(PipelineNotes.ARRIVAL_TIME);
    }

    /** The first that has a bucket: results are most often in other places, and a history of them in files. */
    @Override
    Optional<S3Bucket> sharedBucket() {
        return sinks.values().stream()
                .filter(Objects::nonNull)
                .map(WritesToBucket::of)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    final Optional<String> lateEventPrefix() {
        return Optional.of(lateEventPrefix);
    }

    @Override
    final P pipeline(Function<String, S3Location> inDeadLetterBucket) {
        return super.pipeline(inDeadLetterBucket).lateEvents(inDeadLetterBucket.apply(lateEventPrefix));
    }
}
