package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.cel.CelProgram;
import io.github.managedflink.model.etl.CastStep;
import io.github.managedflink.model.etl.CheckStep;
import io.github.managedflink.model.etl.DeriveStep;
import io.github.managedflink.model.etl.DropStep;
import io.github.managedflink.model.etl.EnrichStep;
import io.github.managedflink.model.etl.EtlStep;
import io.github.managedflink.model.etl.ExplodeStep;
import io.github.managedflink.model.etl.FilterStep;
import io.github.managedflink.model.etl.FlattenStep;
import io.github.managedflink.model.etl.KeepStep;
import io.github.managedflink.model.etl.MaskStep;
import io.github.managedflink.model.etl.RenameStep;
import io.github.managedflink.model.etl.RequireStep;
import io.github.managedflink.model.etl.RouteStep;
import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.RecordShape;
import java.util.List;
import java.util.function.LongConsumer;

/** Makes the transform of a specified step. */
public final class Transforms {
    private final List<String> sinks;
    private final LongConsumer failedRefreshes;

    /**
     * @param sinks the sinks' names, whose positions are their numbers
     * @param failedRefreshes is told how often a lookup table could not be read again
     */
    public Transforms(List<String> sinks, LongConsumer failedRefreshes) {
        this.sinks = sinks;
        this.failedRefreshes = failedRefreshes;
    }

    /** The transform of a step, given what is known of the records before it. */
    public Transform of(EtlStep step, RecordShape before) {
        if (step instanceof RequireStep) {
            return new Require(((RequireStep) step).fields());
        }
        if (step instanceof CastStep) {
            return new Cast((CastStep) step);
        }
        if (step instanceof RenameStep) {
            return new Rename((RenameStep) step);
        }
        if (step instanceof KeepStep) {
            return new Keep(((KeepStep) step).fields());
        }
        if (step instanceof DropStep) {
            return new Drop(((DropStep) step).fields());
        }
        if (step instanceof MaskStep) {
            return new Mask((MaskStep) step);
        }
        if (step instanceof FlattenStep) {
            return new Flatten((FlattenStep) step);
        }
        if (step instanceof ExplodeStep) {
            return new Explode(((ExplodeStep) step).field());
        }
        if (step instanceof EnrichStep) {
            return new Enrich((EnrichStep) step, failedRefreshes);
        }
        return ofExpression(step, before);
    }

    private Transform ofExpression(EtlStep step, RecordShape before) {
        if (step instanceof DeriveStep) {
            DeriveStep derive = (DeriveStep) step;
            return new Derive(derive.field(), program(derive.expression(), before));
        }
        if (step instanceof FilterStep) {
            CelProgram condition = program(((FilterStep) step).condition(), before);
            return event -> condition.test(event.record());
        }
        if (step instanceof CheckStep) {
            CheckStep check = (CheckStep) step;
            return new Check(program(check.condition(), before), check.reason());
        }
        if (step instanceof RouteStep) {
            RouteStep route = (RouteStep) step;
            return new Route(program(route.condition(), before), sinks.indexOf(route.sink()), route.isCopy());
        }
        throw new IllegalArgumentException("no transform for the step " + step.type());
    }

    private static CelProgram program(String expression, RecordShape before) {
        return CelProgram.of(CelExpression.compile(expression, before));
    }
}
