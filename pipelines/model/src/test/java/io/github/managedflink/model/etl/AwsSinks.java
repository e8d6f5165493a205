package io.github.managedflink.model.etl;

import io.github.managedflink.model.sink.DynamoDbKey;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import io.github.managedflink.model.sink.EventBridgeSinkSpec;
import io.github.managedflink.model.sink.FirehoseSinkSpec;
import io.github.managedflink.model.sink.KinesisSinkSpec;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.sink.SnsSinkSpec;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generators of valid sinks in AWS services. */
final class AwsSinks {
    private static final String TOKEN = "${Token[TOKEN.1]}";

    private AwsSinks() {}

    static Arbitrary<PipelineSinkSpec> any(Arbitrary<String> paths) {
        return Arbitraries.oneOf(
                tables(paths), streams(paths), deliveryStreams(), topics(paths), buses(paths), indices(paths));
    }

    private static Arbitrary<String> arns(String arn) {
        return Arbitraries.of(arn, TOKEN);
    }

    private static Arbitrary<String[]> keys(Arbitrary<String> paths) {
        return paths.array(String[].class).ofMaxSize(3);
    }

    private static Arbitrary<String> templates(Arbitrary<String> paths) {
        return paths.map(path -> "of {" + path + "}, {{not a field}}");
    }

    private static Arbitrary<PipelineSinkSpec> tables(Arbitrary<String> paths) {
        Arbitrary<DynamoDbKey> keys = Combinators.combine(
                        Arbitraries.of("pk", "a.b\\c"), paths, Arbitraries.of(0, 1, 2, 3))
                .as((attribute, path, variant) -> {
                    DynamoDbKey key = variant < 2 ? DynamoDbKey.string(attribute) : DynamoDbKey.number(attribute);
                    return variant % 2 == 0 ? key : key.fromField(path);
                });
        return Combinators.combine(
                        arns("arn:aws:dynamodb:eu-west-1:111122223333:table/orders"),
                        keys,
                        Arbitraries.of("sk").map(DynamoDbKey::number).injectNull(0.5),
                        paths.injectNull(0.3),
                        Arbitraries.longs().between(0, 1_000_000).map(Duration::ofSeconds))
                .as((table, partitionKey, sortKey, ttl, after) -> {
                    DynamoDbSinkSpec.Builder builder = DynamoDbSinkSpec.builder()
                            .tableArn(table)
                            .partitionKey(partitionKey)
                            .sortKey(sortKey);
                    if (after.toSeconds() % 2 == 0) {
                        builder.expireAfter("expires", ttl, after);
                    }
                    if (after.toSeconds() % 3 == 0) {
                        builder.version("revision");
                    }
                    if (after.toSeconds() % 5 == 0) {
                        builder.deleteWhen("has(record.deleted)");
                    }
                    return builder.build();
                });
    }

    private static Arbitrary<PipelineSinkSpec> streams(Arbitrary<String> paths) {
        return Combinators.combine(
                        arns("arn:aws:kinesis:eu-west-1:111122223333:stream/out"),
                        keys(paths),
                        Arbitraries.of(GlueValues.messageFormats()))
                .as((stream, key, format) -> KinesisSinkSpec.builder()
                        .streamArn(stream)
                        .partitionKey(key)
                        .format(format)
                        .build());
    }

    private static Arbitrary<PipelineSinkSpec> deliveryStreams() {
        return arns("arn:aws:firehose:eu-west-1:111122223333:deliverystream/out")
                .map(FirehoseSinkSpec::of);
    }

    private static Arbitrary<PipelineSinkSpec> topics(Arbitrary<String> paths) {
        Arbitrary<List<String>> attributes = paths.list().ofMaxSize(10);
        return Combinators.combine(
                        Arbitraries.of("alerts", "alerts.fifo"),
                        templates(paths).injectNull(0.5),
                        templates(paths).injectNull(0.5),
                        attributes,
                        paths,
                        keys(paths))
                .as((topic, subject, message, fields, group, id) -> {
                    SnsSinkSpec.Builder builder = SnsSinkSpec.builder()
                            .topicArn("arn:aws:sns:eu-west-1:111122223333:" + topic)
                            .subject(subject)
                            .message(message);
                    for (String field : fields) {
                        builder.attribute("attribute." + fields.indexOf(field), field);
                    }
                    return topic.endsWith(".fifo")
                            ? builder.messageGroup(group).deduplicationId(id).build()
                            : builder.build();
                });
    }

    private static Arbitrary<PipelineSinkSpec> buses(Arbitrary<String> paths) {
        return Combinators.combine(
                        arns("arn:aws:events:eu-west-1:111122223333:event-bus/orders"),
                        templates(paths),
                        templates(paths).array(String[].class).ofMaxSize(3))
                .as((bus, detailType, resources) -> EventBridgeSinkSpec.builder()
                        .busArn(bus)
                        .source("com.example.orders")
                        .detailType(detailType)
                        .resources(resources)
                        .build());
    }

    private static Arbitrary<PipelineSinkSpec> indices(Arbitrary<String> paths) {
        return Combinators.combine(
                        Arbitraries.of("orders", "orders-{yyyy.MM.dd}", "{yyyy}-orders", TOKEN),
                        Arbitraries.of("https://search.example.org", "https://localhost:9200", "https://" + TOKEN),
                        keys(paths),
                        Arbitraries.of(true, false),
                        Arbitraries.of("revision").injectNull(0.5),
                        Arbitraries.of("has(record.deleted)").injectNull(0.5))
                .as((index, endpoint, id, isDomain, version, deletion) -> {
                    OpenSearchSinkSpec.Builder builder =
                            OpenSearchSinkSpec.builder().index(index).documentId(id);
                    if (id.length > 0) {
                        builder.version(version).deleteWhen(deletion);
                    }
                    return isDomain
                            ? builder.domain("arn:aws:es:eu-west-1:111122223333:domain/orders", endpoint)
                                    .build()
                            : builder.collection("arn:aws:aoss:eu-west-1:111122223333:collection/07tjusf2h", endpoint)
                                    .build();
                });
    }
}
