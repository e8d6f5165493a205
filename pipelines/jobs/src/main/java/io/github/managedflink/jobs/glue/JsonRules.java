package io.github.managedflink.jobs.glue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a JSON Schema allows. References to other documents are refused: a job must not call whatever a schema names.
 */
public final class JsonRules {
    private static final int MAX_SHOWN = 5;

    private final JsonSchema schema;

    /** @throws IllegalArgumentException if the text is no JSON Schema that can be used */
    public JsonRules(String definition) {
        try {
            JsonNode tree = new ObjectMapper().readTree(definition);
            VersionFlag version =
                    SpecVersionDetector.detectOptionalVersion(tree, true).orElse(VersionFlag.V7);
            this.schema = JsonSchemaFactory.getInstance(
                            version,
                            factory -> factory.schemaLoaders(loaders ->
                                    loaders.values(list -> list.clear()).add(DisallowSchemaLoader.getInstance())))
                    .getSchema(tree, SchemaValidatorsConfig.builder().build());
            schema.initializeValidators();
        } catch (JsonProcessingException | JsonSchemaException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The record itself.
     *
     * @throws RecordFault if the schema does not allow it
     */
    public DataRecord checked(DataRecord record) throws RecordFault {
        Set<ValidationMessage> faults = schema.validate(JsonTrees.of(record));
        if (!faults.isEmpty()) {
            throw new RecordFault("the schema does not allow the record: "
                    + faults.stream()
                            .map(ValidationMessage::getMessage)
                            .sorted()
                            .limit(MAX_SHOWN)
                            .collect(Collectors.joining("; ")));
        }
        return record;
    }
}
