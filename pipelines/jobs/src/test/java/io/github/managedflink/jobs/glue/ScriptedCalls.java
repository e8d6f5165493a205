package io.github.managedflink.jobs.glue;

import io.github.managedflink.jobs.connector.MessageFormats;
import io.github.managedflink.model.format.GlueSchema;
import java.util.UUID;

/**
 * Makes every call of the schema registry's client once, to prove that the classes that it is run with have what it
 * needs.
 */
public final class ScriptedCalls {
    private static final UUID ID = UUID.fromString("b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63");

    private ScriptedCalls() {}

    public static void main(String[] arguments) throws Exception {
        GlueSchema schema = GlueSchema.json(ScriptedRegistry.ARN, "orders", "{\"type\":\"object\"}")
                .withAutoRegistration();
        String version = "{\"SchemaVersionId\":\"" + ID + "\",\"VersionNumber\":1,\"Status\":\"AVAILABLE\"}";
        try (ScriptedRegistry service = new ScriptedRegistry()) {
            service.refuses("GetSchemaByDefinition", 400, "EntityNotFoundException")
                    .refuses("RegisterSchemaVersion", 400, "EntityNotFoundException")
                    .answers("CreateSchema", "{\"DataFormat\":\"JSON\",\"SchemaStatus\":\"AVAILABLE\"}")
                    .answers("RegisterSchemaVersion", version)
                    .answers("GetSchemaVersion", "{\"DataFormat\":\"JSON\",\"SchemaDefinition\":\"{}\"}");
            GlueRegistry registry = service.registry();
            UUID written = registry.versionOf(schema);
            String format = registry.find(written).orElseThrow().dataFormat();
            MessageFormats.json(new SchemaVersion(format, schema.definition()));
            System.out.println(service.calls().size() + " calls for " + written + " in " + format);
        }
    }
}
