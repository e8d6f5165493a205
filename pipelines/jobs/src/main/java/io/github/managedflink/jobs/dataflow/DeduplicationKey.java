package io.github.managedflink.jobs.dataflow;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;

/**
 * The values of the key fields, as one text from which each can be told. A text and a number of the same characters
 * differ.
 */
public final class DeduplicationKey implements KeySelector<PipelineEvent, String> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> fields;
    private transient RecordPath[] paths;

    public DeduplicationKey(List<String> fields) {
        this.fields = new ArrayList<>(fields);
    }

    /** The key fields, ready for use. */
    public static RecordPath[] paths(List<String> fields) {
        return fields.stream().map(RecordPath::of).toArray(RecordPath[]::new);
    }

    @Override
    public String getKey(PipelineEvent event) {
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
