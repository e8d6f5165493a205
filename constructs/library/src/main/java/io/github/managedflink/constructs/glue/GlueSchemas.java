package io.github.managedflink.constructs.glue;

import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.Internal;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.format.GlueAvroInput;
import io.github.managedflink.model.format.GlueJsonInput;
import io.github.managedflink.model.format.GlueSchema;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Fn;

/** The schemas of AWS Glue Schema Registry that a pipeline reads and writes with. */
@Internal
public final class GlueSchemas {
    private static final String REGISTRY = ":registry/";
    private static final String SCHEMA = ":schema/";

    private GlueSchemas() {}

    /**
     * Returns the calls that the job makes, as the local stand-in sees them. A source asks for versions by their ids,
     * for which IAM knows no resource: <a
     * href="https://docs.aws.amazon.com/glue/latest/dg/schema-registry-gs.html#schema-registry-gs1b">IAM examples for
     * deserializers</a>. A sink asks for its definition, on registry and schema.
     */
    public static List<IamStatement> permissions(PipelineSpec spec) {
        List<IamStatement> statements = new ArrayList<>();
        if (spec.format() instanceof GlueAvroInput || spec.format() instanceof GlueJsonInput) {
            statements.add(IamStatement.allow("glue:GetSchemaVersion").on("*"));
        }
        spec.sinks().values().stream()
                .map(PipelineSinkSpec::registeredSchema)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(schema -> statements.add(writing(schema)));
        return statements;
    }

    private static IamStatement writing(GlueSchema schema) {
        IamStatement statement = schema.isAutoRegistered()
                ? IamStatement.allow("glue:GetSchemaByDefinition", "glue:RegisterSchemaVersion", "glue:CreateSchema")
                : IamStatement.allow("glue:GetSchemaByDefinition");
        return statement.on(schema.registryArn(), schemaArn(schema));
    }

    private static String schemaArn(GlueSchema schema) {
        String registry = schema.registryArn();
        if (!Tokens.isToken(registry)) {
            return registry.replace(REGISTRY, SCHEMA) + "/" + schema.name();
        }
        List<String> parts = Fn.split(REGISTRY, registry);
        return Fn.select(0, parts) + SCHEMA + Fn.select(1, parts) + "/" + schema.name();
    }
}
