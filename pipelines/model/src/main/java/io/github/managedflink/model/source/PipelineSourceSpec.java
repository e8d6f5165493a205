package io.github.managedflink.model.source;

import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SpecValue;

/** Where a pipeline reads from. */
public abstract class PipelineSourceSpec extends SpecValue {
    PipelineSourceSpec() {}

    /** The word for the kind of source, in settings and messages. */
    public abstract String type();

    /** Reads what was written; null where it is missing or unknown. */
    public static PipelineSourceSpec read(SettingsReader settings) {
        String type = settings.text("type");
        if (type == null) {
            return null;
        }
        switch (type) {
            case KinesisSourceSpec.TYPE:
                return KinesisSourceSpec.read(settings);
            case MskSourceSpec.TYPE:
                return MskSourceSpec.read(settings);
            default:
                settings.violations().add("type", type, "is no source; use kinesis or msk.");
                return null;
        }
    }
}
