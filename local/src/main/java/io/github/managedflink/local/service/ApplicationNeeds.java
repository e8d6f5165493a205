package io.github.managedflink.local.service;

import io.github.managedflink.local.application.BundledPipeline;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.InvalidSpecException;
import io.github.managedflink.model.sink.KinesisSinkSpec;
import io.github.managedflink.model.sink.MskSinkSpec;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.source.MskSourceSpec;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an application's settings say that it reads and writes. The settings of the bundled pipelines are understood;
 * those of any other application are searched for ARNs and S3 URIs.
 */
public final class ApplicationNeeds {
    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]+:([a-z0-9-]+):[a-z0-9-]*:(?:\\d{12})?:[a-zA-Z0-9_.:/+=@*-]+");
    private static final Pattern BOOTSTRAP_SERVERS = Pattern.compile("[a-zA-Z0-9.-]+:\\d+(?:,[a-zA-Z0-9.-]+:\\d+)*");
    private static final Pattern BUCKET = Pattern.compile("(?:s3[an]?://|arn:[a-z-]+:s3:::)([a-z0-9.-]{3,63})");

    private final Collection<String> texts;
    private final Optional<PipelineSpec> pipeline;
    private final List<PipelineSourceSpec> sources;

    private ApplicationNeeds(
            Collection<String> texts, Optional<PipelineSpec> pipeline, List<PipelineSourceSpec> sources) {
        this.texts = texts;
        this.pipeline = pipeline;
        this.sources = sources;
    }

    /** Reads the settings of an application. */
    public static ApplicationNeeds of(Map<String, Map<String, String>> propertyGroups) {
        List<String> texts = propertyGroups.values().stream()
                .flatMap(group -> group.values().stream())
                .toList();
        Optional<PipelineSpec> pipeline = pipeline(propertyGroups);
        List<PipelineSourceSpec> sources = pipeline.stream()
                .flatMap(spec -> Stream.concat(Stream.of(spec.source()), spec.sideSources().stream()))
                .toList();
        return new ApplicationNeeds(texts, pipeline, sources);
    }

    /** The same, but for what a pipeline reads beside its source: that is no input that it counts. */
    public ApplicationNeeds ofMainSource() {
        return new ApplicationNeeds(
                texts, pipeline, pipeline.map(PipelineSpec::source).stream().toList());
    }

    private static Optional<PipelineSpec> pipeline(Map<String, Map<String, String>> groups) {
        try {
            return BundledPipeline.in(groups);
        } catch (InvalidSpecException e) {
            // The job makes the same check when it starts, and says all that is wrong.
            return Optional.empty();
        }
    }

    /** Whether it is a bundled pipeline, and so keeps their counts. */
    public boolean isBundledPipeline() {
        return pipeline.isPresent();
    }

    /** The sources of a kind; none of an application whose settings are not understood. */
    public <S extends PipelineSourceSpec> List<S> sources(Class<S> kind) {
        return sources.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The sinks of a kind; none of an application whose settings are not understood. */
    public <S extends PipelineSinkSpec> List<S> sinks(Class<S> kind) {
        return pipeline.stream()
                .flatMap(spec -> spec.sinks().values().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Whether it is known to write into what it reads. */
    public boolean writesIntoItsSource() {
        Set<String> written = sinks(KinesisSinkSpec.class).stream()
                .map(KinesisSinkSpec::streamArn)
                .collect(Collectors.toSet());
        return sources(KinesisSourceSpec.class).stream()
                        .map(KinesisSourceSpec::streamArn)
                        .anyMatch(written::contains)
                || sources(MskSourceSpec.class).stream()
                        .anyMatch(source -> sinks(MskSinkSpec.class).stream().anyMatch(sink -> reads(source, sink)));
    }

    private static boolean reads(MskSourceSpec source, MskSinkSpec sink) {
        return source.bootstrapServers().equals(sink.bootstrapServers())
                && (source.topicPattern() == null
                        ? source.topics().contains(sink.topic())
                        : sink.topic().matches(source.topicPattern()));
    }

    /**
     * All ARNs of a service in the settings.
     *
     * @param service as ARNs name it, for example {@code kinesis}
     */
    public Set<String> arns(String service) {
        return texts.stream()
                .flatMap(text -> ARN.matcher(text).results())
                .filter(arn -> arn.group(1).equals(service))
                .map(MatchResult::group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Texts that look like the bootstrap servers of Kafka clusters. */
    public Set<String> bootstrapServers() {
        return texts.stream()
                .filter(text -> BOOTSTRAP_SERVERS.matcher(text).matches())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The S3 buckets that it uses. */
    public Set<String> buckets() {
        Stream<String> named =
                texts.stream().flatMap(text -> BUCKET.matcher(text).results()).map(bucket -> bucket.group(1));
        Stream<String> specified = pipeline.stream()
                .flatMap(spec -> Stream.concat(
                        spec.ownFiles().values().stream(),
                        spec.sinks().values().stream().flatMap(sink -> sink.files().stream())))
                .map(S3Location::bucket);
        return Stream.of(named, specified, objects().stream().map(S3Location::bucket))
                .flatMap(each -> each)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Where a bundled pipeline keeps its dead letters. */
    public Optional<S3Location> deadLetters() {
        return pipeline.map(PipelineSpec::deadLetters);
    }

    /** The S3 objects that it reads, as far as they are known. */
    public Set<S3Location> objects() {
        return pipeline.map(PipelineSpec::objectsRead).orElse(Set.of());
    }

    /** Those of them that must be there before it starts. */
    public Set<S3Location> requiredObjects() {
        return pipeline.map(PipelineSpec::objectsRequired).orElse(Set.of());
    }
}
