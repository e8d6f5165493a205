package io.github.managedflink.jobs.dataflow;

import io.github.managedflink.model.PipelineSpec;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.function.SerializableFunction;

/**
 * A specification on its way to the operators: as property groups, which is the form that it is made for travelling in.
 */
public final class SerializableSpec<S extends PipelineSpec> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, Map<String, String>> groups = new HashMap<>();
    private final SerializableFunction<Map<String, Map<String, String>>, S> reader;
    private transient S spec;

    /** @param reader reads the property groups back */
    public SerializableSpec(S spec, SerializableFunction<Map<String, Map<String, String>>, S> reader) {
        for (Map.Entry<String, Map<String, String>> group :
                spec.toPropertyGroups().entrySet()) {
            groups.put(group.getKey(), new HashMap<>(group.getValue()));
        }
        this.reader = reader;
        this.spec = spec;
    }

    public S get() {
        if (spec == null) {
            spec = reader.apply(groups);
        }
        return spec;
    }
}
