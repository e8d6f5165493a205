package io.github.managedflink.jobs.etl;

import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.spec.etl.DeduplicateStep;
import io.github.managedflink.spec.etl.StreamingEtlSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;

/** The values of the key fields, as one text from which each can be told. A text and a number of the same characters differ. */
final class DeduplicationKey implements KeySelector<EtlEvent, String> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> fields;
    private transient RecordPath[] paths;

    DeduplicationKey(List<String> fields) {
        this.fields = new ArrayList<>(fields);
    }

    /** The key fields of the deduplication at {@code index}. */
    static RecordPath[] paths(StreamingEtlSpec spec, int index) {
        return paths(((DeduplicateStep) spec.steps().get(index)).keys());
    }

    private static RecordPath[] paths(List<String> fields) {
        return fields.stream().map(RecordPath::of).toArray(RecordPath[]::new);
    }

    @Override
    public String getKey(EtlEvent event) {
        if (paths == null) {
            paths = paths(fields);
        }
        StringBuilder key = new StringBuilder();
        for (RecordPath path : paths) {
            Object value = path.get(event.record());
            String text = ScalarText.of(value);
            key.append(value instanceof String ? 's' : 'v')
                    .append(text.length())
                    .append(':')
                    .append(text);
        }
        return key.toString();
    }
}
