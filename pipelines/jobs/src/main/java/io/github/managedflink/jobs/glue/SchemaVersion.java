package io.github.managedflink.jobs.glue;

/** A version of a schema as the registry has it. */
public final class SchemaVersion {
    private final String dataFormat;
    private final String definition;

    /** @param dataFormat {@code AVRO}, {@code JSON} or {@code PROTOBUF} */
    SchemaVersion(String dataFormat, String definition) {
        this.dataFormat = dataFormat;
        this.definition = definition;
    }

    public String dataFormat() {
        return dataFormat;
    }

    public String definition() {
        return definition;
    }
}
