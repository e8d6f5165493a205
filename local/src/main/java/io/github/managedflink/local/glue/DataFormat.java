package io.github.managedflink.local.glue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.managedflink.local.http.AwsError;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** What a schema's definitions are written in. Protocol Buffers, which the service also has, are not supported. */
public enum DataFormat {
    /** Apache Avro. */
    AVRO {
        @Override
        Object parse(String definition) {
            try {
                return new Schema.Parser().parse(definition);
            } catch (AvroRuntimeException e) {
                throw invalid(this, e.getMessage());
            }
        }
    },
    /** JSON Schema. */
    JSON {
        @Override
        Object parse(String definition) {
            try {
                JsonNode schema = MAPPER.readTree(definition);
                if (schema.isObject()) {
                    return schema;
                }
            } catch (JsonProcessingException e) {
                throw invalid(this, e.getMessage());
            }
            throw invalid(this, "it has to be a JSON object");
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Reads a definition into what is equal for definitions that differ in spaces alone.
     *
     * @throws AwsError if it is not valid
     */
    abstract Object parse(String definition);

    private static AwsError invalid(DataFormat format, String reason) {
        return AwsError.badRequest(
                "InvalidInputException", "Schema definition of " + format + " data format is invalid: " + reason);
    }
}
