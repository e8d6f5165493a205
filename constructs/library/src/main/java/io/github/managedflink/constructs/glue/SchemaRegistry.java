package io.github.managedflink.constructs.glue;

import io.github.managedflink.constructs.internal.DefaultName;
import io.github.managedflink.constructs.internal.RemovalPolicies;
import io.github.managedflink.model.format.GlueSchema;
import io.github.managedflink.model.settings.Violations;
import java.util.regex.Pattern;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.glue.CfnRegistry;
import software.amazon.awscdk.services.glue.CfnSchema;
import software.constructs.Construct;

/**
 * A schema registry of AWS Glue, with schemas.
 *
 * <pre>{@code
 * SchemaRegistry registry = SchemaRegistry.Builder.create(this, "Registry").build();
 * GlueSchema orders = registry.addSchema(GlueSchema.avro(registry.getRegistryArn(), "orders", definition));
 * MskSink.of(cluster, "orders").withFormat(MessageFormat.glue(orders));
 * }</pre>
 *
 * <p>A pipeline that reads or writes with the schemas gets the permissions that it needs by itself.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html">AWS Glue Schema Registry</a>
 */
public final class SchemaRegistry extends Construct {
    private static final String REGISTRY = "Registry";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_$#.-]{1,255}");

    private final CfnRegistry registry;
    private final RemovalPolicy removalPolicy;

    private SchemaRegistry(Builder options, String name) {
        super(options.scope, options.id);
        this.removalPolicy = options.removalPolicy;
        this.registry = CfnRegistry.Builder.create(this, REGISTRY)
                .name(name)
                .description(options.description)
                .build();
        registry.applyRemovalPolicy(removalPolicy);
    }

    /** Returns the registry's ARN. */
    public String getRegistryArn() {
        return registry.getAttrArn();
    }

    /**
     * Adds a schema with its first version to the stack. CloudFormation cannot change its definition later: to add
     * versions, let the job register them, with {@link GlueSchema#withAutoRegistration}, and leave the first one here.
     *
     * @return the schema itself
     * @throws IllegalArgumentException if the schema is not valid or not of this registry; the message names all faults
     */
    public GlueSchema addSchema(GlueSchema schema) {
        Violations violations = new Violations();
        schema.check(violations);
        if (!getRegistryArn().equals(schema.registryArn())) {
            violations.add(
                    "registry.arn",
                    schema.registryArn(),
                    "is not this registry's. Make the schema with getRegistryArn() of the registry that it is added to.");
        }
        violations.throwIfAny("Glue schema " + schema.name());
        CfnSchema.Builder.create(this, "Schema-" + schema.name())
                .name(schema.name())
                .registry(CfnSchema.RegistryProperty.builder()
                        .arn(getRegistryArn())
                        .build())
                .dataFormat(schema.dataFormat().name())
                .compatibility(schema.compatibility().name())
                .schemaDefinition(schema.definition())
                .build()
                .applyRemovalPolicy(removalPolicy);
        return schema;
    }

    /** Builds a {@link SchemaRegistry}. */
    public static final class Builder {
        private final Construct scope;
        private final String id;
        private String registryName;
        private String description;
        private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /** Returns a registry under {@code scope}. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /**
         * Sets the registry's name, of 1 to 255 letters, digits or characters of the set {@code -_$#.}. Default: made
         * of the names of stack and construct.
         */
        public Builder registryName(String name) {
            this.registryName = name;
            return this;
        }

        /** Sets what the registry is for, up to 2,048 characters. Default: nothing. */
        public Builder description(String text) {
            this.description = text;
            return this;
        }

        /**
         * Sets what becomes of the registry and its schemas when they leave the stack. Default: they stay, as messages
         * cannot be read without them.
         */
        public Builder removalPolicy(RemovalPolicy policy) {
            this.removalPolicy = policy;
            return this;
        }

        /**
         * Adds the registry to its scope.
         *
         * @throws IllegalArgumentException if anything is wrong; the message names all faults
         */
        public SchemaRegistry build() {
            Violations violations = new Violations();
            RemovalPolicies.check(removalPolicy, violations);
            violations.matches(
                    "registryName",
                    registryName,
                    NAME,
                    "must have 1 to 255 letters, digits or characters of the set -_$#.");
            violations.throwIfAny("Glue schema registry " + id);
            return new SchemaRegistry(this, registryName == null ? DefaultName.of(scope, id) : registryName);
        }
    }
}
