package io.github.managedflink.model.source;

import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.TypeReaders;

/** Where a pipeline reads from. */
public abstract class PipelineSourceSpec extends SpecValue {
    PipelineSourceSpec() {}

    /** Returns the word for the kind of source, in settings and messages. */
    public abstract String type();

    /** Reads what was written; null where it is missing or unknown. */
    public static PipelineSourceSpec read(SettingsReader settings) {
        return Types.READERS.read(settings);
    }

    /** A class of its own, because a class must not be initialized together with its subclasses. */
    private static final class Types {
        static final TypeReaders<PipelineSourceSpec> READERS = new TypeReaders<PipelineSourceSpec>("source")
                .with(KinesisSourceSpec.TYPE, KinesisSourceSpec::read)
                .with(MskSourceSpec.TYPE, MskSourceSpec::read);
    }
}
