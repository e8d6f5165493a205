package io.github.managedflink.jobs.etl;

import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.step.Explode;
import io.github.managedflink.jobs.step.Transform;
import java.util.List;

/**
 * Runs a record through consecutive steps. It never throws: whatever a step does, the record goes on, is left out or is
 * refused.
 */
public final class StepChain {
    /** Where records go. */
    public interface Output {
        /** The record has passed all steps. */
        void passed(PipelineEvent event);

        /**
         * A step left the record out.
         *
         * @param step its position among the chain's
         */
        void leftOut(int step);

        /** The record was refused. */
        void refused(PipelineEvent event, Fault fault);

        /** One record became several. */
        void expanded(long more);
    }

    private final String[] names;
    private final Transform[] transforms;
    private final Output output;

    /** @param names the steps' names in dead letters, one for each transform */
    public StepChain(List<String> names, List<Transform> transforms, Output output) {
        this.names = names.toArray(new String[0]);
        this.transforms = transforms.toArray(new Transform[0]);
        this.output = output;
    }

    public void run(PipelineEvent event) {
        run(event, 0);
    }

    private void run(PipelineEvent event, int from) {
        for (int i = from; i < transforms.length; i++) {
            boolean goesOn;
            try {
                goesOn = transforms[i].apply(event);
            } catch (RecordFault e) {
                output.refused(event, new Fault(names[i], e.getMessage()));
                return;
            } catch (RuntimeException | StackOverflowError e) {
                output.refused(event, new Fault(names[i], "unexpected " + e));
                return;
            }
            if (!goesOn) {
                output.leftOut(i);
                return;
            }
            if (transforms[i] instanceof Explode) {
                explode((Explode) transforms[i], event, i);
                return;
            }
        }
        output.passed(event);
    }

    private void explode(Explode step, PipelineEvent event, int position) {
        List<?> elements;
        try {
            elements = step.elements(event);
        } catch (RecordFault e) {
            output.refused(event, new Fault(names[position], e.getMessage()));
            return;
        }
        DataRecord withoutList = step.withoutList(event);
        output.expanded(elements.size() - 1L);
        for (Object element : elements) {
            run(step.withElement(event, withoutList, element), position + 1);
        }
    }
}
