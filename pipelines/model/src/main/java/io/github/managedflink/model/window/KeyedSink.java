package io.github.managedflink.model.window;

import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.sink.DynamoDbKey;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A sink that keeps one state under each key, as a table and an index do: by which fields, and what makes one state
 * newer than another.
 */
public final class KeyedSink {
    private final String keySetting;
    private final Set<String> key;
    private final String version;
    private final String deleteCondition;

    private KeyedSink(String keySetting, Set<String> key, String version, String deleteCondition) {
        this.keySetting = keySetting;
        this.key = key;
        this.version = version;
        this.deleteCondition = deleteCondition;
    }

    /** Returns the sink as what it is, if it is one. */
    public static Optional<KeyedSink> of(PipelineSinkSpec sink) {
        if (sink instanceof DynamoDbSinkSpec) {
            DynamoDbSinkSpec table = (DynamoDbSinkSpec) sink;
            Set<String> key = new LinkedHashSet<>();
            addField(key, table.partitionKey());
            addField(key, table.sortKey());
            return Optional.of(new KeyedSink("partition-key.field", key, table.version(), table.deleteCondition()));
        }
        if (sink instanceof OpenSearchSinkSpec) {
            OpenSearchSinkSpec index = (OpenSearchSinkSpec) sink;
            Set<String> key = new LinkedHashSet<>(index.documentId());
            return Optional.of(new KeyedSink("document-id", key, index.version(), index.deleteCondition()));
        }
        return Optional.empty();
    }

    private static void addField(Set<String> fields, DynamoDbKey key) {
        if (key != null && key.field() != null) {
            FieldPath.outermost(key.field()).ifPresent(fields::add);
        }
    }

    /** Returns the setting that names the first field of the key. */
    public String keySetting() {
        return keySetting;
    }

    /** Returns the fields of the key; empty if there is none, so that nothing is replaced. */
    public Set<String> key() {
        return key;
    }

    /** Returns the field whose highest value stays; null if the last one written does. */
    public String version() {
        return version;
    }

    /** Returns the CEL expression of the records that remove what is under their keys; null if none does. */
    public String deleteCondition() {
        return deleteCondition;
    }
}
