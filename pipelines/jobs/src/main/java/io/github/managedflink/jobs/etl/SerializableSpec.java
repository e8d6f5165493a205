package io.github.managedflink.jobs.etl;

import io.github.managedflink.spec.etl.StreamingEtlSpec;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** A specification on its way to the operators: as property groups, which is the form that it is made for travelling in. */
final class SerializableSpec implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, HashMap<String, String>> groups = new HashMap<>();
    private transient StreamingEtlSpec spec;

    SerializableSpec(StreamingEtlSpec spec) {
        for (Map.Entry<String, Map<String, String>> group :
                spec.toPropertyGroups().entrySet()) {
            groups.put(group.getKey(), new HashMap<>(group.getValue()));
        }
        this.spec = spec;
    }

    StreamingEtlSpec get() {
        if (spec == null) {
            spec = StreamingEtlSpec.fromPropertyGroups(groups);
        }
        return spec;
    }
}
