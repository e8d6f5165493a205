package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.HostedService;
import io.github.managedflink.local.service.JsonLines;
import io.github.managedflink.model.sink.DynamoDbKey;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of DynamoDB: with the keys that the template gives them or, where no stack has them, those that a sink
 * writes.
 */
public final class DynamoDbResources extends HostedService {
    private static final Set<String> TABLES = Set.of(TableTemplate.TABLE, TableTemplate.GLOBAL_TABLE);

    private final DynamoDbStandIn standIn = new DynamoDbStandIn();

    public DynamoDbResources() {
        super("dynamodb");
    }

    @Override
    public DynamoDbStandIn standIn() {
        return standIn;
    }

    @Override
    protected Optional<String> arnOf(Resource resource) {
        return TABLES.contains(resource.type()) ? Optional.of(resource.attribute("Arn")) : Optional.empty();
    }

    /** An index or stream of a table stands for the table. */
    @Override
    protected Optional<String> arnIn(Arn arn) {
        String[] parts = arn.resource().split("/", -1);
        return parts.length > 1 && parts[0].equals("table")
                ? Optional.of(new Arn(arn.partition(), arn.service(), arn.region(), arn.account(), "table/" + parts[1])
                        .toString())
                : Optional.empty();
    }

    @Override
    protected void create(String arn, Optional<Resource> table, ApplicationNeeds needs) {
        Optional<ObjectNode> definition = table.map(DynamoDbResources::definition)
                .or(() -> needs.sinks(DynamoDbSinkSpec.class).stream()
                        .filter(sink -> sink.tableArn().equals(arn))
                        .map(DynamoDbResources::definition)
                        .findFirst());
        definition.ifPresent(wanted -> standIn.createTable(arn, wanted));
    }

    private static ObjectNode definition(Resource table) {
        return new TableTemplate(
                        table.type(),
                        table.property(),
                        table.stack().environment().region())
                .definition();
    }

    private static ObjectNode definition(DynamoDbSinkSpec sink) {
        ObjectNode definition =
                JsonLines.object().put(TableDefinitionReader.BILLING_MODE, TableDefinitionReader.ON_DEMAND);
        definition.putArray("KeySchema");
        definition.putArray("AttributeDefinitions");
        addKey(definition, sink.partitionKey(), "HASH");
        if (sink.sortKey() != null) {
            addKey(definition, sink.sortKey(), "RANGE");
        }
        return definition;
    }

    private static void addKey(ObjectNode definition, DynamoDbKey key, String role) {
        definition
                .withArray("KeySchema")
                .addObject()
                .put("AttributeName", key.attribute())
                .put("KeyType", role);
        definition
                .withArray("AttributeDefinitions")
                .addObject()
                .put("AttributeName", key.attribute())
                .put("AttributeType", key.type() == DynamoDbKey.Type.NUMBER ? "N" : "S");
    }

    @Override
    public List<Path> writeOutputs(OwnFolder folder) throws IOException {
        List<Path> files = new ArrayList<>();
        // With those that jobs have made, and without those that they have deleted.
        for (String table : standIn.tables()) {
            files.add(JsonLines.write(
                    folder.folder(folderOf(table)), "items.jsonl", lines -> standIn.forEachItem(table, lines)));
        }
        return files;
    }
}
