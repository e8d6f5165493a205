package io.github.managedflink.model.format;

import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;

/**
 * JSON as AWS's serializers for AWS Glue Schema Registry write it: each message names the version of the JSON Schema
 * that it was written with. A message of an unknown version, or one that its schema does not allow, becomes a dead
 * letter. While the registry cannot be reached, the source waits.
 */
public final class GlueJsonInput extends InputFormat {
    static final String TYPE = "glue-json";

    private final String registryArn;
    private final JsonInput fields;

    GlueJsonInput(String registryArn) {
        this(registryArn, InputFormat.json());
    }

    private GlueJsonInput(String registryArn, JsonInput fields) {
        this.registryArn = registryArn;
        this.fields = fields;
    }

    /** Returns the same with declared fields, against which CEL expressions are checked. */
    public GlueJsonInput withFields(JsonInput declared) {
        return new GlueJsonInput(registryArn, declared);
    }

    /** Reads what was written. */
    public static GlueJsonInput read(SettingsReader settings) {
        String registryArn = settings.text("registry.arn");
        settings.at("fields").text("type");
        return new GlueJsonInput(registryArn, JsonInput.read(settings.at("fields")));
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Returns the ARN of the registry. */
    public String registryArn() {
        return registryArn;
    }

    @Override
    public RecordShape shape() {
        return fields.shape();
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", TYPE).put("registry.arn", registryArn).put("fields", fields);
    }

    @Override
    public void check(Violations violations) {
        GlueNames.checkRegistry(violations, "registry.arn", registryArn);
        fields.check(violations.at("fields"));
    }
}
