package io.github.managedflink.jobs.glue;

/** A version of a schema as the registry has it. */
final class SchemaVersion {
    private final String dataFormat;
    private final String definition;

    /** @param dataFormat {@code AVRO}, {@code JSON} or {@code PROTOBUF} */
    SchemaVersion(String dataFormat, String definition) {
        this.dataFormat = dataFormat;
        this.definition = definition;
    }

    String dataFormat() {
        return dataFormat;
    }

    String definition() {
        return definition;
    }
}
