package io.github.managedflink.test.synth.byhand;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.PropertyGroupProperty;

/** The settings of the job, in the notation that it reads. */
final class JobProperties {
    private JobProperties() {}

    static List<PropertyGroupProperty> groups(
            String streamArn, String bucketName, String tableBucket, String tableKey) {
        return List.of(
                group(
                        "pipeline",
                        Map.ofEntries(
                                Map.entry("type", "streaming-etl"),
                                Map.entry("version", "1"),
                                Map.entry("max-parallelism", "720"),
                                Map.entry("default-sink", "main"))),
                group(
                        "source",
                        Map.ofEntries(
                                Map.entry("type", "kinesis"),
                                Map.entry("stream.arn", streamArn),
                                Map.entry("start.kind", "trim-horizon"))),
                group("format", Map.ofEntries(Map.entry("type", "json"))),
                group(
                        "event-time",
                        Map.ofEntries(Map.entry("out-of-orderness", "PT5S"), Map.entry("idle-timeout", "PT30S"))),
                group("dead-letters", Map.ofEntries(Map.entry("bucket", bucketName), Map.entry("key", "dead-letters"))),
                group("steps", steps()),
                group("steps.2", laterSteps(tableBucket, tableKey)),
                group("sink.main", sink(bucketName, "quakes", parquet())),
                group(
                        "sink.small",
                        sink(
                                bucketName,
                                "small-quakes",
                                Map.of("format.type", "json-lines", "format.compression", "none"))));
    }

    private static PropertyGroupProperty group(String id, Map<String, String> properties) {
        return PropertyGroupProperty.builder()
                .propertyGroupId(id)
                .propertyMap(properties)
                .build();
    }

    private static Map<String, String> steps() {
        return Map.ofEntries(
                Map.entry("1.type", "keep"),
                Map.entry("1.field.1", "features"),
                Map.entry("2.type", "explode"),
                Map.entry("2.field", "features"),
                Map.entry("3.type", "flatten"),
                Map.entry("3.field", "features"),
                Map.entry("3.unprefixed", "true"),
                Map.entry("4.type", "require"),
                Map.entry("4.field.1", "id"),
                Map.entry("4.field.2", "properties_mag"),
                Map.entry("4.field.3", "properties_time"),
                Map.entry("4.field.4", "geometry_coordinates"),
                Map.entry("5.type", "derive"),
                Map.entry("5.field", "longitude"),
                Map.entry("5.expression", "geometry_coordinates[0]"),
                Map.entry("6.type", "derive"),
                Map.entry("6.field", "latitude"),
                Map.entry("6.expression", "geometry_coordinates[1]"),
                Map.entry("7.type", "derive"),
                Map.entry("7.field", "depth"),
                Map.entry("7.expression", "geometry_coordinates[2]"),
                Map.entry("8.type", "rename"),
                Map.entry("8.from", "properties_mag"),
                Map.entry("8.to", "magnitude"),
                Map.entry("9.type", "rename"),
                Map.entry("9.from", "properties_time"),
                Map.entry("9.to", "time"),
                Map.entry("10.type", "rename"),
                Map.entry("10.from", "properties_type"),
                Map.entry("10.to", "kind"),
                Map.entry("11.type", "rename"),
                Map.entry("11.from", "properties_place"),
                Map.entry("11.to", "place"),
                Map.entry("12.type", "cast"),
                Map.entry("12.field", "magnitude"),
                Map.entry("12.to", "double"),
                Map.entry("13.type", "cast"),
                Map.entry("13.field", "time"),
                Map.entry("13.to", "timestamp"),
                Map.entry("13.format.notation", "epoch-millis"),
                Map.entry("14.type", "check"),
                Map.entry("14.condition", "magnitude > -3.0 && magnitude < 10.0"),
                Map.entry("14.reason", "the magnitude is not plausible"),
                Map.entry("15.type", "check"),
                Map.entry(
                        "15.condition",
                        "longitude >= -180.0 && longitude <= 180.0 && latitude >= -90.0 && latitude <= 90.0"),
                Map.entry("15.reason", "the coordinates are not on the globe"),
                Map.entry("16.type", "derive"),
                Map.entry("16.field", "band"),
                Map.entry("16.expression", "magnitude < 1.0 ? '0' : string(int(magnitude))"),
                Map.entry("17.type", "enrich"));
    }

    private static Map<String, String> laterSteps(String tableBucket, String tableKey) {
        return Map.ofEntries(
                Map.entry("17.table.bucket", tableBucket),
                Map.entry("17.table.key", tableKey),
                Map.entry("17.format", "csv"),
                Map.entry("17.field", "band"),
                Map.entry("17.key", "band"),
                Map.entry("17.column.1", "class"),
                Map.entry("17.refresh", "PT10M"),
                Map.entry("17.unmatched", "keep"),
                Map.entry("18.type", "deduplicate"),
                Map.entry("18.key.1", "id"),
                Map.entry("18.ttl", "PT168H"),
                Map.entry("19.type", "keep"),
                Map.entry("19.field.1", "id"),
                Map.entry("19.field.2", "time"),
                Map.entry("19.field.3", "magnitude"),
                Map.entry("19.field.4", "class"),
                Map.entry("19.field.5", "kind"),
                Map.entry("19.field.6", "place"),
                Map.entry("19.field.7", "longitude"),
                Map.entry("19.field.8", "latitude"),
                Map.entry("19.field.9", "depth"),
                Map.entry("20.type", "route"),
                Map.entry("20.condition", "magnitude < 1.0"),
                Map.entry("20.sink", "small"));
    }

    private static Map<String, String> sink(String bucketName, String prefix, Map<String, String> format) {
        Map<String, String> sink = new HashMap<>(Map.of(
                "type",
                "s3",
                "location.bucket",
                bucketName,
                "location.key",
                prefix,
                "partition.1.kind",
                "timestamp-field",
                "partition.1.name",
                "day",
                "partition.1.field",
                "time",
                "partition.1.pattern",
                "yyyy-MM-dd",
                "partition.1.zone",
                "UTC"));
        sink.putAll(format);
        return sink;
    }

    private static Map<String, String> parquet() {
        return Map.ofEntries(
                Map.entry("format.type", "parquet"),
                Map.entry("format.compression", "snappy"),
                Map.entry("format.schema.record", "{\"type\":\"record\",\"name\":\"Quake\"}"),
                Map.entry("format.schema.field.1", "{\"name\":\"id\",\"type\":\"string\"}"),
                Map.entry(
                        "format.schema.field.2",
                        "{\"name\":\"time\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}"),
                Map.entry("format.schema.field.3", "{\"name\":\"magnitude\",\"type\":\"double\"}"),
                Map.entry(
                        "format.schema.field.4",
                        "{\"name\":\"class\",\"type\":[\"null\",\"string\"],\"default\":null}"),
                Map.entry("format.schema.field.5", "{\"name\":\"kind\",\"type\":\"string\"}"),
                Map.entry(
                        "format.schema.field.6",
                        "{\"name\":\"place\",\"type\":[\"null\",\"string\"],\"default\":null}"),
                Map.entry("format.schema.field.7", "{\"name\":\"longitude\",\"type\":\"double\"}"),
                Map.entry("format.schema.field.8", "{\"name\":\"latitude\",\"type\":\"double\"}"),
                Map.entry(
                        "format.schema.field.9",
                        "{\"name\":\"depth\",\"type\":[\"null\",\"double\"],\"default\":null}"));
    }
}
