package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.spec.S3Location;
import io.github.managedflink.spec.StreamingEtlSpec;
import io.github.managedflink.spec.etl.EtlSteps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Template;

/** A pipeline with all resources new. */
class StreamingEtlAppTest {
    private static Template template;
    private static StreamingEtlApp pipeline;

    @BeforeAll
    static void synthesize() {
        S3BucketBinding bucket = S3BucketBinding.newBucket();
        template = CdkApps.template(stack -> pipeline = StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSourceBinding.newStream().enhancedFanOut("orders"))
                .steps(
                        EtlSteps.require("id"),
                        EtlSteps.enrichFromCsv(S3Location.of("tables", "countries.csv"), "country", "code", "name"),
                        EtlSteps.route("amount < 1.0", "small"))
                .sink(S3SinkBinding.in(bucket).prefix("orders"))
                .sink("small", S3SinkBinding.in(bucket).prefix("small"))
                .build());
    }

    @Test
    void propertyGroupsAreThePipeline() {
        Map<String, Map<String, String>> groups = new TreeMap<>();
        for (Object group : Templates.list(
                Templates.only(template, "AWS::KinesisAnalyticsV2::Application"),
                "ApplicationConfiguration",
                "EnvironmentProperties",
                "PropertyGroups")) {
            Map<String, String> properties = new LinkedHashMap<>();
            Templates.map(group, "PropertyMap").forEach((key, value) -> properties.put(key, value.toString()));
            groups.put((String) Templates.map(group).get("PropertyGroupId"), properties);
        }
        assertThat(groups.get("pipeline")).containsEntry("type", StreamingEtlSpec.TYPE);
        assertThat(groups)
                .containsOnlyKeys(pipeline.getSpec().toPropertyGroups().keySet());
        assertThat(groups.get("source").get("stream.arn")).contains("Fn::GetAtt", "OrdersStream");
        assertThat(groups.get("source").get("consumer.arn")).contains("Fn::GetAtt", "OrdersConsumer");
        assertThat(groups.get("dead-letters").get("key")).isEqualTo("dead-letters");
    }

    @Test
    void sinksAndDeadLettersShareTheBucket() {
        template.resourceCountIs("AWS::S3::Bucket", 1);
        assertThat(List.of("main", "small"))
                .allSatisfy(name -> assertThat(pipeline.getSinks()).containsKey(name));
    }
}
