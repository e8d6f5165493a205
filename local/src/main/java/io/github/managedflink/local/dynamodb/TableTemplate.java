package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as a CloudFormation template describes it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html">AWS::DynamoDB::Table</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html">AWS::DynamoDB::GlobalTable</a>
 */
public final class TableTemplate {
    /** The type of a table in one Region. */
    public static final String TABLE = "AWS::DynamoDB::Table";

    /** The type of a table with replicas in several Regions. */
    public static final String GLOBAL_TABLE = "AWS::DynamoDB::GlobalTable";

    private static final String REPLICAS = "Replicas";
    private static final String WRITE_SETTINGS = "WriteProvisionedThroughputSettings";
    /** What the table is created with. */
    private static final List<String> DEFINITION = List.of(
            "KeySchema",
            "AttributeDefinitions",
            "GlobalSecondaryIndexes",
            "LocalSecondaryIndexes",
            TableDefinitionReader.BILLING_MODE,
            TableDefinitionReader.THROUGHPUT,
            TableOperations.TIME_TO_LIVE);

    private static final List<String> UNITS = List.of("ReadCapacityUnits", "WriteCapacityUnits");
    /** A partition key and a sort key. The service takes up to four attributes for each of them in global indexes. */
    private static final int MAX_KEY_ATTRIBUTES = 2;

    private final String type;
    private final JsonNode properties;
    private final String region;

    /**
     * For a resource of a template.
     *
     * @param type {@link #TABLE} or {@link #GLOBAL_TABLE}
     * @param properties the evaluated properties
     * @param region where its stack is deployed
     */
    public TableTemplate(String type, JsonNode properties, String region) {
        this.type = type;
        this.region = region;
        this.properties = properties;
    }

    /** Returns what CloudFormation or DynamoDB refuses of it, one sentence for each fault. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (type.equals(GLOBAL_TABLE)) {
            addFaultsOfGlobalTable(faults);
        }
        JsonNode timeToLive = properties.path(TableOperations.TIME_TO_LIVE);
        if (timeToLive.path("Enabled").asBoolean() && !timeToLive.hasNonNull("AttributeName")) {
            faults.add("its TimeToLiveSpecification is enabled and has no AttributeName.");
        }
        List<String> ofIndexes = faultsOfIndexes();
        faults.addAll(ofIndexes);
        if (ofIndexes.isEmpty()) {
            addFaultOfDefinition(faults);
        }
        return faults;
    }

    private List<String> faultsOfIndexes() {
        List<String> faults = new ArrayList<>();
        for (JsonNode index : properties.path("GlobalSecondaryIndexes")) {
            if (index.path("KeySchema").size() > MAX_KEY_ATTRIBUTES) {
                faults.add("its index " + index.path("IndexName").asText()
                        + " has several attributes as one key, which local runs do not support.");
            }
        }
        return faults;
    }

    private void addFaultOfDefinition(List<String> faults) {
        try {
            TableDefinitionReader.read(
                    Arn.parse("arn:aws:dynamodb:us-east-1:000000000000:table/checked"), new Parameters(definition()));
        } catch (AwsError e) {
            faults.add(e.getMessage() + (e.getMessage().endsWith(".") ? "" : "."));
        }
    }

    private void addFaultsOfGlobalTable(List<String> faults) {
        List<String> regions = properties
                .path(REPLICAS)
                .valueStream()
                .map(replica -> replica.path("Region").asText())
                .toList();
        if (!regions.contains(region)) {
            faults.add("its Replicas have none in " + region + ", where its stack is deployed.");
        }
        if (regions.stream().distinct().count() < regions.size()) {
            faults.add("its Replicas have a Region more than once: " + String.join(", ", regions) + ".");
        }
        boolean onDemand =
                properties.path(TableDefinitionReader.BILLING_MODE).asText().equals(TableDefinitionReader.ON_DEMAND);
        if (onDemand && properties.hasNonNull(WRITE_SETTINGS)) {
            faults.add("it has WriteProvisionedThroughputSettings, which go with the BillingMode PROVISIONED alone.");
        }
        if (!onDemand && !properties.hasNonNull(WRITE_SETTINGS)) {
            faults.add("it has neither BillingMode PAY_PER_REQUEST nor WriteProvisionedThroughputSettings.");
        }
    }

    /** Returns the parameters that the table is created with. A global table is created as one on demand. */
    public ObjectNode definition() {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        for (String property : DEFINITION) {
            if (properties.has(property)) {
                definition.set(property, properties.get(property).deepCopy());
            }
        }
        if (type.equals(GLOBAL_TABLE)) {
            definition.put(TableDefinitionReader.BILLING_MODE, TableDefinitionReader.ON_DEMAND);
        }
        UNITS.forEach(units ->
                definition.findParents(units).forEach(throughput -> putNumber((ObjectNode) throughput, units)));
        return definition;
    }

    /** CloudFormation makes a number of a text that is one. */
    private static void putNumber(ObjectNode throughput, String units) {
        String text = throughput.path(units).asText();
        if (text.matches("\\d{1,9}")) {
            throughput.put(units, Integer.parseInt(text));
        }
    }
}
