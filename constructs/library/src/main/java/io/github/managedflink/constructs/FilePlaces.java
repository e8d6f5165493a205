package io.github.managedflink.constructs;

import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.s3.S3Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Where the pipelines of an app, or of a stage of one, write files in buckets that they may share. Within one pipeline
 * its specification refuses places that overlap; several may mean to share one, and are warned.
 */
final class FilePlaces extends Construct {
    private static final String ID = "FlinkFilePlaces";

    private final List<Place> known = new ArrayList<>();

    private FilePlaces(Stage stage) {
        super(stage, ID);
    }

    /** Compares the places of a pipeline with those known before, if it writes to buckets that are not its own. */
    static void add(FlinkPipeline<?> pipeline, PipelineSpec spec, Collection<IBucket> existing) {
        if (existing.isEmpty()) {
            return;
        }
        List<Place> places = placesOf(pipeline, spec);
        for (IBucket bucket : existing) {
            owner(bucket)
                    .filter(other -> other != pipeline)
                    .ifPresent(other -> compare(pipeline, places, placesOf(other, other.getSpec())));
        }
        Stage stage = Stage.of(pipeline);
        FilePlaces shared =
                stage.getNode().tryFindChild(ID) instanceof FilePlaces found ? found : new FilePlaces(stage);
        compare(pipeline, places, shared.known);
        shared.known.addAll(places);
    }

    /** The pipeline that has added the bucket. */
    private static Optional<FlinkPipeline<?>> owner(IBucket bucket) {
        IConstruct scope = bucket.getNode().getScope();
        return scope instanceof FlinkPipeline<?> pipeline ? Optional.of(pipeline) : Optional.empty();
    }

    private static List<Place> placesOf(FlinkPipeline<?> pipeline, PipelineSpec spec) {
        String path = pipeline.getNode().getPath();
        List<Place> places = new ArrayList<>();
        spec.ownFiles().forEach((section, location) -> places.add(new Place(path, section, true, location)));
        Map<String, S3Location> sinks = new LinkedHashMap<>();
        spec.sinks().forEach((name, sink) -> sink.files().ifPresent(files -> sinks.put("sink." + name, files)));
        sinks.forEach((section, location) -> places.add(new Place(path, section, false, location)));
        return places;
    }

    private static void compare(FlinkPipeline<?> pipeline, List<Place> places, List<Place> others) {
        for (Place place : places) {
            for (Place other : others) {
                if ((place.own || other.own) && place.location.overlaps(other.location)) {
                    Annotations.of(pipeline)
                            .addWarningV2("managed-flink:sharedFiles:" + place.section, place.overlapWith(other));
                }
            }
        }
    }

    /**
     * Where a pipeline writes files.
     *
     * @param own whether they are dead letters or late events
     */
    private record Place(String pipeline, String section, boolean own, S3Location location) {
        String overlapWith(Place other) {
            return section + " of " + pipeline + ", \"" + location.key() + "\", overlaps " + other.section + " of "
                    + other.pipeline + ", \"" + other.location.key()
                    + "\", in one bucket: who reads the files of the one finds those of the other. Give each a prefix of its"
                    + " own.";
        }
    }
}
