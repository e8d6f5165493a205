package io.github.managedflink.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keys and values that callers attach to versions of schemas. */
final class VersionMetadata {
    private record Value(String text, Instant created) {}

    private final Map<String, Map<String, Value>> byVersion = new ConcurrentHashMap<>();
    private final SchemaLookup lookup;
    private final Clock clock;

    VersionMetadata(SchemaLookup lookup, Clock clock) {
        this.lookup = lookup;
        this.clock = clock;
    }

    ObjectNode put(AwsRequest request) {
        SchemaVersion version = lookup.version(request);
        JsonNode entry = request.body().path("MetadataKeyValue");
        String key = required(request, entry, "MetadataKey");
        String value = required(request, entry, "MetadataValue");
        Value existing = of(version).putIfAbsent(key, new Value(value, clock.instant()));
        if (existing != null) {
            throw AwsError.badRequest(
                    "AlreadyExistsException",
                    "Resource already exist for schema version id " + version.id() + ", key " + key);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("SchemaArn", version.schemaArn())
                .put("SchemaVersionId", version.id())
                .put("VersionNumber", version.number())
                .put("MetadataKey", key)
                .put("MetadataValue", value);
    }

    private static String required(AwsRequest request, JsonNode entry, String field) {
        return AwsRequest.textOf(entry, field).orElseThrow(() -> request.invalid("MetadataKeyValue needs a " + field));
    }

    ObjectNode query(AwsRequest request) {
        SchemaVersion version = lookup.version(request);
        ObjectNode reply = JsonNodeFactory.instance.objectNode().put("SchemaVersionId", version.id());
        ObjectNode entries = reply.putObject("MetadataInfoMap");
        of(version).forEach((key, value) -> entries.putObject(key)
                .put("MetadataValue", value.text())
                .put("CreatedTime", value.created().toString()));
        return reply;
    }

    private Map<String, Value> of(SchemaVersion version) {
        return byVersion.computeIfAbsent(version.id(), ignored -> new ConcurrentSkipListMap<>());
    }
}
