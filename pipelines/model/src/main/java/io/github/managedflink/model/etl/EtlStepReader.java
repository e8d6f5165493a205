package io.github.managedflink.model.etl;

import io.github.managedflink.model.settings.SettingsReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Reads steps back from settings. */
public final class EtlStepReader {
    private static final Map<String, Function<SettingsReader, EtlStep>> READERS = new LinkedHashMap<>();

    static {
        READERS.put(RequireStep.TYPE, RequireStep::read);
        READERS.put(CastStep.TYPE, CastStep::read);
        READERS.put(RenameStep.TYPE, RenameStep::read);
        READERS.put(KeepStep.TYPE, KeepStep::read);
        READERS.put(DropStep.TYPE, DropStep::read);
        READERS.put(MaskStep.TYPE, MaskStep::read);
        READERS.put(DeriveStep.TYPE, DeriveStep::read);
        READERS.put(FilterStep.TYPE, FilterStep::read);
        READERS.put(CheckStep.TYPE, CheckStep::read);
        READERS.put(FlattenStep.TYPE, FlattenStep::read);
        READERS.put(ExplodeStep.TYPE, ExplodeStep::read);
        READERS.put(EnrichStep.TYPE, EnrichStep::read);
        READERS.put(DeduplicateStep.TYPE, DeduplicateStep::read);
        READERS.put(RouteStep.TYPE, RouteStep::read);
    }

    private EtlStepReader() {}

    /** Reads a step; null where its type is missing or unknown, which is recorded as a fault. */
    public static EtlStep read(SettingsReader settings) {
        String type = settings.text("type");
        Function<SettingsReader, EtlStep> reader = type == null ? null : READERS.get(type);
        if (reader == null) {
            settings.violations()
                    .add("type", type, "is no step; use one of " + String.join(", ", READERS.keySet()) + ".");
            return null;
        }
        return reader.apply(settings);
    }
}
