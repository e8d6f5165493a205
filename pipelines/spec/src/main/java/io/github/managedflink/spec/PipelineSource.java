package io.github.managedflink.spec;

import io.github.managedflink.spec.settings.SettingsReader;
import io.github.managedflink.spec.settings.SpecValue;

/** Where a pipeline reads from. */
public abstract class PipelineSource extends SpecValue {
    private static final String KINESIS = "kinesis";

    PipelineSource() {}

    /** The word for the kind of source, in settings and messages. */
    public abstract String type();

    /** Reads what was written; null where it is missing or unknown. */
    public static PipelineSource read(SettingsReader settings) {
        String type = settings.text("type");
        if (KINESIS.equals(type)) {
            return KinesisSource.read(settings);
        }
        if (type != null) {
            settings.faults().add("type", type, "is no source; use " + KINESIS + ".");
        }
        return null;
    }
}
