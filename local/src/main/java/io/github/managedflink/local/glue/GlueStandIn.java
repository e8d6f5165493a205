package io.github.managedflink.local.glue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsOperation;
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.http.AwsService;
import io.github.managedflink.local.http.JsonProtocol;
import io.github.managedflink.local.http.ServiceTraits;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The schema registry of AWS Glue, and nothing else of Glue, for schemas in Avro and JSON Schema. A new version is
 * available, or refused, at once.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-schema-registry-api.html">Schema registry
 *     API</a>
 */
public final class GlueStandIn implements AwsService {
    private static final ServiceTraits TRAITS = new ServiceTraits(
            "glue",
            new JsonProtocol("AWSGlue"),
            "InvalidInputException",
            AwsError.badRequest("ThrottlingException", ServiceTraits.RATE_EXCEEDED),
            ServiceTraits.ACCESS_DENIED);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_$#.]{1,255}");
    private static final String AVAILABLE = "AVAILABLE";
    private static final String CREATED_TIME = "CreatedTime";
    private static final String DEFINITION = "SchemaDefinition";
    private static final String VERSION_ID = "SchemaVersionId";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SchemaStore store;
    private final SchemaLookup lookup;
    private final VersionMetadata metadata;
    private final Map<String, AwsOperation> operations = new ConcurrentHashMap<>();

    /** One without registries. */
    public GlueStandIn() {
        this(Clock.systemUTC());
    }

    /** One whose times of creation follow the given clock. */
    public GlueStandIn(Clock clock) {
        store = new SchemaStore(clock);
        lookup = new SchemaLookup(store);
        metadata = new VersionMetadata(lookup, clock);
        operations.put("CreateRegistry", onRegistry(this::createRegistry));
        operations.put("GetRegistry", onRegistry(this::getRegistry));
        operations.put(
                "CreateSchema",
                AwsOperation.of(request -> lookup.newSchemaArn(request).toString(), this::createSchema));
        operations.put("GetSchema", onSchema(request -> describe(lookup.schema(request))));
        operations.put("RegisterSchemaVersion", onSchema(this::registerSchemaVersion));
        operations.put("GetSchemaByDefinition", onSchema(this::getSchemaByDefinition));
        // IAM knows no resource of this operation: https://github.com/awslabs/aws-glue-schema-registry/issues/68.
        operations.put("GetSchemaVersion", AwsOperation.of(request -> ServiceCall.NO_RESOURCE, this::getSchemaVersion));
        operations.put("PutSchemaVersionMetadata", onSchema(metadata::put));
        operations.put("QuerySchemaVersionMetadata", onSchema(metadata::query));
    }

    private AwsOperation onRegistry(Function<AwsRequest, ObjectNode> reply) {
        return AwsOperation.of(request -> lookup.registryArn(request).toString(), reply);
    }

    private AwsOperation onSchema(Function<AwsRequest, ObjectNode> reply) {
        return AwsOperation.of(lookup::schemaArn, reply);
    }

    /**
     * Creates a registry.
     *
     * @throws AwsError if it exists
     */
    public void createRegistry(String arn) {
        store.createRegistry(Arn.parse(arn));
    }

    /**
     * Creates a schema with its first version.
     *
     * @throws AwsError if it exists, its registry does not, or the definition is not valid
     */
    public SchemaVersion createSchema(String arn, DataFormat format, Compatibility compatibility, String definition) {
        return store.createSchema(Arn.parse(arn), format, compatibility, definition)
                .versions()
                .get(0);
    }

    /** All versions of a schema, the refused ones too; none if it does not exist. */
    public List<SchemaVersion> versions(String schemaArn) {
        return store.schema(schemaArn).map(RegisteredSchema::versions).orElse(List.of());
    }

    @Override
    public ServiceTraits traits() {
        return TRAITS;
    }

    @Override
    public Map<String, AwsOperation> operations() {
        return operations;
    }

    private ObjectNode createRegistry(AwsRequest request) {
        Arn arn = request.caller().arnOf("registry/" + name(request, "RegistryName"));
        store.createRegistry(arn);
        return JSON.objectNode().put("RegistryName", arn.name()).put("RegistryArn", arn.toString());
    }

    private ObjectNode getRegistry(AwsRequest request) {
        Arn arn = lookup.registryArn(request);
        if (!store.registries().contains(arn)) {
            throw SchemaLookup.notFound("Registry is not found. RegistryName: " + arn.name());
        }
        return JSON.objectNode()
                .put("RegistryName", arn.name())
                .put("RegistryArn", arn.toString())
                .put("Status", AVAILABLE);
    }

    private ObjectNode createSchema(AwsRequest request) {
        name(request, "SchemaName");
        RegisteredSchema schema = store.createSchema(
                lookup.newSchemaArn(request),
                oneOf(request, "DataFormat", DataFormat.values(), ""),
                oneOf(request, "Compatibility", Compatibility.values(), Compatibility.NONE.name()),
                request.required(DEFINITION));
        return describe(schema).put(VERSION_ID, schema.versions().get(0).id()).put("SchemaVersionStatus", AVAILABLE);
    }

    private static String name(AwsRequest request, String parameter) {
        String name = request.required(parameter);
        if (!NAME.matcher(name).matches()) {
            throw request.invalid(parameter + " '" + name + "' must match the pattern " + NAME);
        }
        return name;
    }

    private static <E extends Enum<E>> E oneOf(AwsRequest request, String parameter, E[] values, String orElse) {
        String value = request.optional(parameter).orElse(orElse).toUpperCase(Locale.ROOT);
        return Stream.of(values)
                .filter(each -> each.name().equals(value))
                .findFirst()
                .orElseThrow(() -> request.invalid(
                        parameter + " '" + value + "' is not supported; it has to be one of " + List.of(values)));
    }

    private static ObjectNode describe(RegisteredSchema schema) {
        List<SchemaVersion> versions = schema.versions();
        String registry = schema.arn().resource().split("/", -1)[1];
        return JSON.objectNode()
                .put("RegistryName", registry)
                .put("SchemaName", schema.arn().name())
                .put("SchemaArn", schema.arn().toString())
                .put("DataFormat", schema.format().name())
                .put("Compatibility", schema.compatibility().name())
                .put("SchemaCheckpoint", 1)
                .put("LatestSchemaVersion", versions.size())
                .put("NextSchemaVersion", versions.size() + 1)
                .put("SchemaStatus", AVAILABLE)
                .put(CREATED_TIME, schema.created().toString());
    }

    private ObjectNode registerSchemaVersion(AwsRequest request) {
        SchemaVersion version = store.register(lookup.schema(request), request.required(DEFINITION));
        return JSON.objectNode()
                .put(VERSION_ID, version.id())
                .put("VersionNumber", version.number())
                .put("Status", version.status().name());
    }

    private ObjectNode getSchemaByDefinition(AwsRequest request) {
        RegisteredSchema schema = lookup.schema(request);
        return describe(
                schema.find(request.required(DEFINITION)).orElseThrow(() -> SchemaLookup.versionNotFound(schema)));
    }

    private ObjectNode getSchemaVersion(AwsRequest request) {
        SchemaVersion version = lookup.version(request);
        return describe(version).put(DEFINITION, version.definition()).put("VersionNumber", version.number());
    }

    private static ObjectNode describe(SchemaVersion version) {
        return JSON.objectNode()
                .put(VERSION_ID, version.id())
                .put("SchemaArn", version.schemaArn())
                .put("DataFormat", version.format().name())
                .put("Status", version.status().name())
                .put(CREATED_TIME, version.created().toString());
    }
}
