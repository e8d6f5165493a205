package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import java.util.List;
import java.util.stream.Collectors;

final class Require implements Transform {
    private final RecordPath[] fields;

    Require(List<String> fields) {
        this.fields = fields.stream().map(RecordPath::of).toArray(RecordPath[]::new);
    }

    @Override
    public boolean apply(PipelineEvent event) throws RecordFault {
        for (RecordPath field : fields) {
            if (field.get(event.record()) == null) {
                throw new RecordFault(missing(event.record()));
            }
        }
        return true;
    }

    private String missing(DataRecord record) {
        return List.of(fields).stream()
                .filter(field -> field.get(record) == null)
                .map(field -> "the field " + field + (field.isPresent(record) ? " is null" : " is missing"))
                .collect(Collectors.joining("; "));
    }
}
