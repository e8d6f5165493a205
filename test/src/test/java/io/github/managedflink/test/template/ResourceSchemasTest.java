package io.github.managedflink.test.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import io.github.managedflink.local.schema.ResourceSchemas;
import io.github.managedflink.test.node.NodeProcess;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.dynamodb.CfnGlobalTableProps;
import software.amazon.awscdk.services.dynamodb.CfnTableProps;
import software.amazon.awscdk.services.kinesis.CfnStreamProps;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationProps;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStreamProps;
import software.amazon.awscdk.services.s3.CfnBucketProps;

/** Holds the schemas that local runs check resources with against the CDK and against the names of all types. */
class ResourceSchemasTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final NodeProcess ALL_TYPES = NodeProcess.start("resource-types.mjs");

    @Test
    void noTypeOfTheDatabaseIsTakenForAMistake() {
        JsonNode types = ALL_TYPES.ask(JsonNodeFactory.instance.objectNode());

        assertThat(types.size()).isGreaterThan(1000);
        assertThat(types)
                .noneMatch(type -> ResourceSchemas.typeFault(type.asText()).isPresent());
    }

    /** AWS describes none for resources of the CDK's own. */
    @Test
    void thereIsOneForEachTypeThatIsDescribed() throws IOException {
        JsonNode schemas = schemas();

        assertThat(ServiceLoader.load(ServiceDescription.class))
                .flatExtracting(ServiceDescription::resourceTypes)
                .extracting(ResourceType::name)
                .filteredOn(type -> type.startsWith("AWS::"))
                .contains("AWS::SNS::Topic")
                .allMatch(schemas::has);
    }

    @Test
    void theyHaveEveryPropertyThatTheCdkWrites() throws IOException {
        assertKnown("AWS::DynamoDB::Table", CfnTableProps.class);
        assertKnown("AWS::DynamoDB::GlobalTable", CfnGlobalTableProps.class);
        assertKnown("AWS::Kinesis::Stream", CfnStreamProps.class);
        assertKnown("AWS::KinesisAnalyticsV2::Application", CfnApplicationProps.class);
        assertKnown("AWS::KinesisFirehose::DeliveryStream", CfnDeliveryStreamProps.class);
        assertKnown("AWS::S3::Bucket", CfnBucketProps.class);
    }

    /** The CDK writes abbreviations in its own way. */
    private static void assertKnown(String type, Class<?> props) throws IOException {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        schemas().path(type).path("properties").fieldNames().forEachRemaining(known::add);
        Set<String> written = new TreeSet<>();
        Arrays.stream(props.getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("get"))
                .forEach(name -> written.add(name.substring("get".length())));

        assertThat(written).isNotEmpty().allMatch(known::contains);
    }

    private static JsonNode schemas() throws IOException {
        try (InputStream file = ResourceSchemas.class.getResourceAsStream(ResourceSchemas.FILE)) {
            return JSON.readTree(file);
        }
    }
}
