package io.github.managedflink.samples;

import static io.github.managedflink.model.etl.EtlSteps.cast;
import static io.github.managedflink.model.etl.EtlSteps.castToTimestamp;
import static io.github.managedflink.model.etl.EtlSteps.check;
import static io.github.managedflink.model.etl.EtlSteps.deduplicate;
import static io.github.managedflink.model.etl.EtlSteps.derive;
import static io.github.managedflink.model.etl.EtlSteps.enrichFromCsv;
import static io.github.managedflink.model.etl.EtlSteps.explode;
import static io.github.managedflink.model.etl.EtlSteps.flatten;
import static io.github.managedflink.model.etl.EtlSteps.keep;
import static io.github.managedflink.model.etl.EtlSteps.rename;
import static io.github.managedflink.model.etl.EtlSteps.require;
import static io.github.managedflink.model.etl.EtlSteps.route;

import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.model.format.OutputFormat;
import io.github.managedflink.model.format.RecordSchema;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.s3.S3Partition;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * Earthquakes as the US Geological Survey publishes them, one GeoJSON feature collection a message, become one row a
 * quake: flat, checked, with the usual name of its magnitude, each quake once, in Parquet files by day. Quakes below
 * magnitude 1 go to a prefix of their own, as lines of JSON.
 */
public final class EarthquakesStack extends Stack {
    private static final RecordSchema QUAKE = RecordSchema.avro(
            """
            {"type": "record", "name": "Quake", "fields": [
              {"name": "id", "type": "string"},
              {"name": "time", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "magnitude", "type": "double"},
              {"name": "class", "type": ["null", "string"], "default": null},
              {"name": "kind", "type": "string"},
              {"name": "place", "type": ["null", "string"], "default": null},
              {"name": "longitude", "type": "double"},
              {"name": "latitude", "type": "double"},
              {"name": "depth", "type": ["null", "double"], "default": null}
            ]}""");

    private final StreamingEtlApp pipeline;

    /**
     * The stack.
     *
     * @param data the folder that holds {@code magnitude-classes.csv}
     */
    public EarthquakesStack(Construct scope, String id, Path data) {
        super(scope, id);

        Asset classes = Asset.Builder.create(this, "MagnitudeClasses")
                .path(data.resolve("magnitude-classes.csv").toString())
                .build();
        S3Sink files = S3Sink.in(S3Bucket.newBucket())
                .withPartition(S3Partition.timestampField("day", "time", "yyyy-MM-dd", "UTC"));

        pipeline = StreamingEtlApp.Builder.create(this, "Quakes")
                .description("One row of each earthquake of the USGS feed")
                .source(KinesisSource.newStream())
                .steps(
                        keep("features"),
                        explode("features"),
                        flatten("features").withoutPrefix(),
                        require("id", "properties_mag", "properties_time", "geometry_coordinates"),
                        derive("longitude", "geometry_coordinates[0]"),
                        derive("latitude", "geometry_coordinates[1]"),
                        derive("depth", "geometry_coordinates[2]"),
                        rename("properties_mag", "magnitude"),
                        rename("properties_time", "time"),
                        rename("properties_type", "kind"),
                        rename("properties_place", "place"),
                        cast("magnitude", FieldType.DOUBLE),
                        castToTimestamp("time", TimestampFormat.epochMillis()),
                        check("magnitude > -3.0 && magnitude < 10.0", "the magnitude is not plausible"),
                        check(
                                "longitude >= -180.0 && longitude <= 180.0 && latitude >= -90.0 && latitude <= 90.0",
                                "the coordinates are not on the globe"),
                        derive("band", "magnitude < 1.0 ? '0' : string(int(magnitude))"),
                        enrichFromCsv(
                                S3Location.of(classes.getS3BucketName(), classes.getS3ObjectKey()),
                                "band",
                                "band",
                                "class"),
                        deduplicate(Duration.ofDays(7), "id"),
                        keep("id", "time", "magnitude", "class", "kind", "place", "longitude", "latitude", "depth"),
                        route("magnitude < 1.0", "small"))
                .sink(files.withPrefix("quakes").withFormat(OutputFormat.parquet(QUAKE)))
                .sink("small", files.withPrefix("small-quakes").withFormat(OutputFormat.jsonLines()))
                .build();
    }

    /** The pipeline. */
    public StreamingEtlApp getPipeline() {
        return pipeline;
    }
}
