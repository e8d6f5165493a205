package io.github.managedflink.constructs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.application.ApplicationLogging;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.firehose.FirehoseSink;
import io.github.managedflink.constructs.firehose.FirehoseStream;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.policies.IamTable;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.constructs.sns.SnsTopic;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.LegacyStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.Key;

/** An application with a customer managed key; who may use that is in {@code policies.md}. */
class ApplicationKeyTest {
    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([A-Za-z0-9]+)[.}]");

    private final Stack stack = CdkApps.stackWithEnvironment();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "orders")
    void keyAndApplicationDoNotWaitForEachOther(String applicationName) {
        Key key = new Key(stack, "Key");
        StreamingEtlApp.Builder.create(stack, "Orders")
                .applicationName(applicationName)
                .source(KinesisSource.in(KinesisStream.newStream().withEncryptionKey(key)))
                .sink(S3Sink.in(S3Bucket.newBucket().withEncryptionKey(key)))
                .sink("items", DynamoDbSink.in(DynamoDbTable.newTable("id").withEncryptionKey(key)))
                .sink("files", FirehoseSink.in(FirehoseStream.newStream().withEncryptionKey(key)))
                .sink("alerts", SnsSink.in(SnsTopic.newTopic().withEncryptionKey(key)))
                .logging(ApplicationLogging.newLogGroup().withEncryptionKey(key))
                .encryptionKey(key)
                .build();

        Map<String, Set<String>> needs = needs(Template.fromStack(stack));

        assertThat(needs)
                .containsKey(stack.getLogicalId((CfnElement) key.getNode().getDefaultChild()));
        assertThat(circle(needs)).isEmpty();
    }

    @Test
    void withAnotherSynthesizerNobodyIsTakenToDeploy() {
        Stack legacy = new Stack(
                new App(),
                "Legacy",
                StackProps.builder().synthesizer(new LegacyStackSynthesizer()).build());
        FlinkApplication.Builder.create(legacy, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .encryptionKey(new Key(legacy, "Key"))
                .build();

        assertThat(IamTable.of(Templates.map(Templates.only(Template.fromStack(legacy), "AWS::KMS::Key"), "KeyPolicy")))
                .hasSize(6)
                .noneMatch(statement -> statement.contains("kms:ViaService"));
    }

    @Test
    void operatorsNeedAKeyAndMustBeThere() {
        FlinkApplication.Builder application = FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .encryptionKeyOperators(Collections.singletonList((IRole) null));

        assertThatThrownBy(application::build)
                .hasMessageContaining("encryptionKeyOperators = \"1 roles\": need a key")
                .hasMessageContaining("encryptionKeyOperators = \"1 roles\": have null among them");
        assertThatThrownBy(application.encryptionKeyOperators(List.of())::build)
                .hasMessageContaining("encryptionKeyOperators = \"0 roles\": let nobody deploy");
        assertThatThrownBy(application.encryptionKeyOperators(null)::build)
                .hasMessageContaining("encryptionKeyOperators = \"null\"");
    }

    /** What CloudFormation creates before each resource. */
    private static Map<String, Set<String>> needs(Template template) {
        Map<String, Object> resources = Templates.map(template.toJSON(), "Resources");
        Map<String, Set<String>> needs = new TreeMap<>();
        resources.forEach((id, resource) -> {
            Set<String> found = new HashSet<>();
            collect(resource, found);
            found.retainAll(resources.keySet());
            needs.put(id, found);
        });
        return needs;
    }

    private static void collect(Object value, Set<String> found) {
        if (value instanceof Collection<?> items) {
            items.forEach(item -> collect(item, found));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                switch (key.toString()) {
                    case "Ref" -> found.add(item.toString());
                    case "Fn::GetAtt" -> found.add(((List<?>) item).get(0).toString());
                    case "Fn::Sub" ->
                        IN_TEXT.matcher(item.toString())
                                .results()
                                .map((MatchResult match) -> match.group(1))
                                .forEach(found::add);
                    case "DependsOn" ->
                        (item instanceof Collection<?> ids ? ids.stream() : Stream.of(item))
                                .map(Object::toString)
                                .forEach(found::add);
                    default -> collect(item, found);
                }
            });
        }
    }

    /** The resources that are left when those whose needs are met have been created, again and again. */
    private static Set<String> circle(Map<String, Set<String>> needs) {
        Map<String, Set<String>> left = new TreeMap<>(needs);
        while (left.entrySet().removeIf(each -> each.getValue().stream().noneMatch(left::containsKey))) {
            // Each round creates at least one resource.
        }
        return left.keySet();
    }
}
