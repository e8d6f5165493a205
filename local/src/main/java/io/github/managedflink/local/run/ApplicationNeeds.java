package io.github.managedflink.local.run;

import io.github.managedflink.spec.KinesisSource;
import io.github.managedflink.spec.S3Location;
import io.github.managedflink.spec.S3Sink;
import io.github.managedflink.spec.etl.EnrichStep;
import io.github.managedflink.spec.etl.StreamingEtlSpec;
import io.github.managedflink.spec.settings.SpecException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an application's settings say that it reads and writes. The settings of the bundled pipelines are understood; those of any other
 * application are searched for ARNs and S3 URIs.
 *
 * @param sourceStreams ARNs of the Kinesis streams that it reads, where that is known, else of all that it may use
 * @param buckets S3 buckets that it uses
 * @param objects S3 objects that it reads
 * @param isBundledPipeline whether it is one, and so keeps the counts of the bundled pipelines
 */
record ApplicationNeeds(
        Set<String> sourceStreams, Set<String> buckets, Set<S3Location> objects, boolean isBundledPipeline) {

    private static final Pattern STREAM_ARN =
            Pattern.compile("arn:[a-z-]+:kinesis:[a-z0-9-]+:\\d{12}:stream/[a-zA-Z0-9_.-]+");
    private static final Pattern BUCKET = Pattern.compile("(?:s3[an]?://|arn:[a-z-]+:s3:::)([a-z0-9.-]{3,63})");

    ApplicationNeeds {
        sourceStreams = Set.copyOf(sourceStreams);
        buckets = Set.copyOf(buckets);
        objects = Set.copyOf(objects);
    }

    static ApplicationNeeds of(Application application) {
        return etlSpec(application.propertyGroups())
                .map(ApplicationNeeds::ofEtl)
                .orElseGet(() -> search(application.propertyGroups()));
    }

    private static Optional<StreamingEtlSpec> etlSpec(Map<String, Map<String, String>> groups) {
        try {
            return StreamingEtlSpec.isIn(groups)
                    ? Optional.of(StreamingEtlSpec.fromPropertyGroups(groups))
                    : Optional.empty();
        } catch (SpecException e) {
            // The job makes the same check when it starts, and says all that is wrong.
            return Optional.empty();
        }
    }

    private static ApplicationNeeds ofEtl(StreamingEtlSpec spec) {
        Set<String> streams = new LinkedHashSet<>();
        if (spec.source() instanceof KinesisSource kinesis) {
            streams.add(kinesis.streamArn());
        }
        Set<S3Location> tables = spec.steps().stream()
                .filter(EnrichStep.class::isInstance)
                .map(step -> ((EnrichStep) step).table())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> buckets = new LinkedHashSet<>();
        Stream.concat(
                        Stream.concat(Stream.of(spec.deadLetters()), tables.stream()),
                        spec.sinks().values().stream()
                                .filter(S3Sink.class::isInstance)
                                .map(sink -> ((S3Sink) sink).location()))
                .forEach(location -> buckets.add(location.bucket()));
        return new ApplicationNeeds(streams, buckets, tables, true);
    }

    private static ApplicationNeeds search(Map<String, Map<String, String>> groups) {
        Set<String> streams = new LinkedHashSet<>();
        Set<String> buckets = new LinkedHashSet<>();
        groups.values().stream().flatMap(group -> group.values().stream()).forEach(value -> {
            Matcher stream = STREAM_ARN.matcher(value);
            while (stream.find()) {
                streams.add(stream.group());
            }
            Matcher bucket = BUCKET.matcher(value);
            while (bucket.find()) {
                buckets.add(bucket.group(1));
            }
        });
        return new ApplicationNeeds(streams, buckets, Set.of(), false);
    }
}
