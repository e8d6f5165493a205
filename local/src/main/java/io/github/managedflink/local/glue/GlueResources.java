package io.github.managedflink.local.glue;

import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.HostedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The schema registries of Glue, each with the schemas that stacks give it. */
public final class GlueResources extends HostedService {
    private static final String SCHEMA = "AWS::Glue::Schema";

    private final GlueStandIn standIn = new GlueStandIn();
    private final List<Resource> schemas = new ArrayList<>();

    public GlueResources() {
        super("glue");
    }

    @Override
    public GlueStandIn standIn() {
        return standIn;
    }

    @Override
    public void create(Resource resource, String folder) {
        super.create(resource, folder);
        if (resource.type().equals(SCHEMA)) {
            schemas.add(resource);
        }
    }

    @Override
    protected Optional<String> arnOf(Resource resource) {
        return resource.type().equals("AWS::Glue::Registry")
                ? Optional.of(resource.attribute("Arn"))
                : Optional.empty();
    }

    /** An application may name a schema, whose ARN holds the name of its registry. */
    @Override
    protected Optional<String> arnIn(Arn arn) {
        String[] parts = arn.resource().split("/", -1);
        boolean names = parts.length > 1 && (parts[0].equals("registry") || parts[0].equals("schema"));
        return names
                ? Optional.of(
                        new Arn(arn.partition(), arn.service(), arn.region(), arn.account(), "registry/" + parts[1])
                                .toString())
                : Optional.empty();
    }

    @Override
    protected void create(String arn, Optional<Resource> registry, ApplicationNeeds needs) {
        standIn.createRegistry(arn);
        Arn parsed = Arn.parse(arn);
        schemas.stream().filter(schema -> isIn(schema, parsed)).forEach(schema -> {
            String name = schema.property("Name").asText();
            standIn.createSchema(
                    arn.replace(":registry/", ":schema/") + "/" + name,
                    DataFormat.valueOf(schema.property("DataFormat").asText()),
                    Compatibility.valueOf(schema.property("Compatibility").asText()),
                    schema.property("SchemaDefinition").asText());
        });
    }

    private static boolean isIn(Resource schema, Arn registry) {
        return schema.property("Registry", "Arn").asText().equals(registry.toString())
                || schema.property("Registry", "Name").asText().equals(registry.name());
    }
}
