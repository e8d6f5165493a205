package io.github.managedflink.model.format;

import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A schema of AWS Glue Schema Registry that records are written with. Consumers read them with AWS's own deserializers,
 * or with {@link InputFormat#glueAvro} and {@link InputFormat#glueJson}.
 *
 * <p>A record that does not fit the schema becomes a dead letter. If the registry does not have the definition, and the
 * job may not register it, the job fails when it starts.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html">AWS Glue Schema Registry</a>
 */
public final class GlueSchema extends SpecValue {
    /** What a definition is written in. */
    public enum DataFormat {
        /** Apache Avro. */
        AVRO,
        /** JSON Schema, draft 4 to 2020-12 as its {@code $schema} says, draft 7 where it says nothing. */
        JSON
    }

    private final String registryArn;
    private final String name;
    private final DataFormat dataFormat;
    private final SpecValue definition;
    private final GlueCompatibility compatibility;
    private final boolean autoRegistered;
    private final boolean compressed;

    private GlueSchema(
            String registryArn,
            String name,
            DataFormat dataFormat,
            SpecValue definition,
            GlueCompatibility compatibility,
            boolean autoRegistered,
            boolean compressed) {
        this.registryArn = registryArn;
        this.name = name;
        this.dataFormat = dataFormat;
        this.definition = definition;
        this.compatibility = compatibility;
        this.autoRegistered = autoRegistered;
        this.compressed = compressed;
    }

    /**
     * Returns an Avro schema. A field of a record that the schema does not have is left out.
     *
     * @param registryArn the ARN of the registry
     * @param name the schema's name in it: 1 to 255 letters, digits or characters of the set {@code -_$#.}
     * @param definition the JSON text of a record schema, as in an {@code .avsc} file
     */
    public static GlueSchema avro(String registryArn, String name, String definition) {
        return of(registryArn, name, DataFormat.AVRO, RecordSchema.avro(definition));
    }

    /**
     * Returns a JSON Schema.
     *
     * @param registryArn the ARN of the registry
     * @param name the schema's name in it: 1 to 255 letters, digits or characters of the set {@code -_$#.}
     * @param definition its text
     */
    public static GlueSchema json(String registryArn, String name, String definition) {
        return of(registryArn, name, DataFormat.JSON, JsonSchemaDefinition.of(definition));
    }

    private static GlueSchema of(String registryArn, String name, DataFormat dataFormat, SpecValue definition) {
        return new GlueSchema(registryArn, name, dataFormat, definition, GlueCompatibility.BACKWARD, false, false);
    }

    /**
     * Returns the same with another mode, which the schema gets when it is created. It does not change a schema that
     * exists. Default: {@link GlueCompatibility#BACKWARD}.
     */
    public GlueSchema withCompatibility(GlueCompatibility mode) {
        return new GlueSchema(registryArn, name, dataFormat, definition, mode, autoRegistered, compressed);
    }

    /**
     * Returns the same, where the job creates the schema, or registers the definition as its next version, if the
     * registry does not have it. Default: somebody else does, such as the stack.
     */
    public GlueSchema withAutoRegistration() {
        return new GlueSchema(registryArn, name, dataFormat, definition, compatibility, true, compressed);
    }

    /** Returns the same with records compressed by zlib, each on its own. Default: they are not. */
    public GlueSchema withCompression() {
        return new GlueSchema(registryArn, name, dataFormat, definition, compatibility, autoRegistered, true);
    }

    static GlueSchema read(SettingsReader settings) {
        DataFormat dataFormat = settings.word("data-format", DataFormat.class);
        return new GlueSchema(
                settings.text("registry.arn"),
                settings.text("name"),
                dataFormat,
                dataFormat == DataFormat.JSON ? JsonSchemaDefinition.read(settings) : RecordSchema.read(settings),
                settings.word("compatibility", GlueCompatibility.class),
                settings.flag("auto-registration"),
                settings.flag("compression"));
    }

    /** Returns the ARN of the registry. */
    public String registryArn() {
        return registryArn;
    }

    /** Returns the schema's name in the registry. */
    public String name() {
        return name;
    }

    /** Returns what the definition is written in. */
    public DataFormat dataFormat() {
        return dataFormat;
    }

    /**
     * Returns the definition's text.
     *
     * @throws IllegalStateException if it is not valid, which the check of the pipeline reports
     */
    public String definition() {
        Optional<String> text = definition instanceof RecordSchema
                ? ((RecordSchema) definition).schema().map(Schema::toString)
                : ((JsonSchemaDefinition) definition).text();
        return text.orElseThrow(
                () -> new IllegalStateException("the definition of the schema " + name + " is not valid"));
    }

    /** Returns the mode that the schema gets when it is created. */
    public GlueCompatibility compatibility() {
        return compatibility;
    }

    /** Returns whether the job registers what the registry does not have. */
    public boolean isAutoRegistered() {
        return autoRegistered;
    }

    /** Returns whether records are compressed. */
    public boolean isCompressed() {
        return compressed;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("registry.arn", registryArn)
                .put("name", name)
                .put("data-format", dataFormat)
                .put("compatibility", compatibility)
                .put("auto-registration", autoRegistered)
                .put("compression", compressed);
        definition.writeTo(settings);
    }

    @Override
    public void check(Violations violations) {
        check(violations, RecordShape.open());
    }

    /** Records what is wrong with the schema, given what is known of the finished records. */
    void check(Violations violations, RecordShape finished) {
        GlueNames.checkRegistry(violations, "registry.arn", registryArn);
        GlueNames.checkSchemaName(violations, "name", name);
        violations.require("data-format", dataFormat);
        violations.require("compatibility", compatibility);
        if (definition instanceof RecordSchema) {
            ((RecordSchema) definition).check(violations, finished);
        } else {
            ((JsonSchemaDefinition) definition).check(violations, finished);
        }
    }
}
