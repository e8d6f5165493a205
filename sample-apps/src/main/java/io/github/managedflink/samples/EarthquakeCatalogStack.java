package io.github.managedflink.samples;

import static io.github.managedflink.model.etl.EtlSteps.cast;
import static io.github.managedflink.model.etl.EtlSteps.castToTimestamp;
import static io.github.managedflink.model.etl.EtlSteps.derive;
import static io.github.managedflink.model.etl.EtlSteps.explode;
import static io.github.managedflink.model.etl.EtlSteps.flatten;
import static io.github.managedflink.model.etl.EtlSteps.keep;
import static io.github.managedflink.model.etl.EtlSteps.rename;
import static io.github.managedflink.model.etl.EtlSteps.require;
import static io.github.managedflink.model.etl.EtlSteps.route;

import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.constructs.msk.MskSource;
import io.github.managedflink.constructs.msk.MskTopic;
import io.github.managedflink.constructs.opensearch.OpenSearchDomain;
import io.github.managedflink.constructs.opensearch.OpenSearchSink;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.TimestampFormat;
import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * Earthquakes from an MSK topic, as the US Geological Survey publishes them, for three kinds of reader: a table to look
 * a quake up by its id, an index to search, and, exactly once, a topic of the strong ones for other programs. All of it
 * is in a VPC without a way to the internet.
 */
public final class EarthquakeCatalogStack extends Stack {
    private final StreamingEtlApp pipeline;

    /** The stack. */
    public EarthquakeCatalogStack(Construct scope, String id) {
        super(scope, id);

        // No way to the internet, neither in nor out: the endpoints that the job needs come by themselves.
        Vpc network = Vpc.Builder.create(this, "Network")
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Private")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
                .build();
        network.addFlowLog("Traffic");
        MskCluster cluster = MskCluster.newCluster(network)
                .withTopic(MskTopic.of("quakes", 6))
                .withTopic(MskTopic.of("strong-quakes", 3));

        pipeline = StreamingEtlApp.Builder.create(this, "Catalog")
                .description("Earthquakes to look up, to search and to follow")
                .vpc(network)
                .source(MskSource.of(cluster, "quakes"))
                .steps(
                        keep("features"),
                        explode("features"),
                        flatten("features").withoutPrefix(),
                        require("id", "properties_mag", "properties_time", "geometry_coordinates"),
                        derive("longitude", "geometry_coordinates[0]"),
                        derive("latitude", "geometry_coordinates[1]"),
                        rename("properties_mag", "magnitude"),
                        rename("properties_time", "time"),
                        rename("properties_place", "place"),
                        cast("magnitude", FieldType.DOUBLE),
                        castToTimestamp("time", TimestampFormat.epochMillis()),
                        keep("id", "time", "magnitude", "place", "longitude", "latitude"),
                        route("true", "search").copying(),
                        route("magnitude >= 4.5", "strong").copying())
                .sink(DynamoDbSink.in(DynamoDbTable.newTable("id").withTimeToLiveAttribute("expires"))
                        .withExpiryAfter(Duration.ofDays(90)))
                .sink(
                        "search",
                        OpenSearchSink.in(OpenSearchDomain.newDomain()
                                        .withDataNodes("m6g.large.search", 2)
                                        .withVpc(network))
                                .withIndex("quakes")
                                .withDocumentId("id"))
                .sink(
                        "strong",
                        MskSink.of(cluster, "strong-quakes").withKey("id").withExactlyOnce("earthquake-catalog"))
                .build();
    }

    /** The pipeline. */
    public StreamingEtlApp getPipeline() {
        return pipeline;
    }
}
