package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordPath;
import java.util.List;

final class Drop implements Transform {
    private final RecordPath[] fields;

    Drop(List<String> fields) {
        this.fields = fields.stream().map(RecordPath::of).toArray(RecordPath[]::new);
    }

    @Override
    public boolean apply(PipelineEvent event) {
        for (RecordPath field : fields) {
            DataRecord holder = field.holder(event.record());
            if (holder != null) {
                holder.remove(field.lastName());
            }
        }
        return true;
    }
}
