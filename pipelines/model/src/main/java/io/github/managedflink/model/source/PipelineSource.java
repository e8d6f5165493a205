package io.github.managedflink.model.source;

import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SpecValue;

/** Where a pipeline reads from. */
public abstract class PipelineSource extends SpecValue {
    PipelineSource() {}

    /** The word for the kind of source, in settings and messages. */
    public abstract String type();

    /** Reads what was written; null where it is missing or unknown. */
    public static PipelineSource read(SettingsReader settings) {
        String type = settings.text("type");
        if (type == null) {
            return null;
        }
        switch (type) {
            case KinesisSource.TYPE:
                return KinesisSource.read(settings);
            case MskSource.TYPE:
                return MskSource.read(settings);
            default:
                settings.faults().add("type", type, "is no source; use kinesis or msk.");
                return null;
        }
    }
}
