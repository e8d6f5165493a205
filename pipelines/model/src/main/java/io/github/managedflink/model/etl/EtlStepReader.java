package io.github.managedflink.model.etl;

import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.TypeReaders;

/** Reads steps back from settings. */
public final class EtlStepReader {
    private static final TypeReaders<EtlStep> TYPES = new TypeReaders<EtlStep>("step")
            .with(RequireStep.TYPE, RequireStep::read)
            .with(CastStep.TYPE, CastStep::read)
            .with(RenameStep.TYPE, RenameStep::read)
            .with(KeepStep.TYPE, KeepStep::read)
            .with(DropStep.TYPE, DropStep::read)
            .with(MaskStep.TYPE, MaskStep::read)
            .with(DeriveStep.TYPE, DeriveStep::read)
            .with(FilterStep.TYPE, FilterStep::read)
            .with(CheckStep.TYPE, CheckStep::read)
            .with(FlattenStep.TYPE, FlattenStep::read)
            .with(ExplodeStep.TYPE, ExplodeStep::read)
            .with(EnrichStep.TYPE, EnrichStep::read)
            .with(DeduplicateStep.TYPE, DeduplicateStep::read)
            .with(RouteStep.TYPE, RouteStep::read);

    private EtlStepReader() {}

    /** Reads a step; null where its type is missing or unknown. */
    public static EtlStep read(SettingsReader settings) {
        return TYPES.read(settings);
    }
}
