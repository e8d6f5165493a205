package io.github.managedflink.jobs.glue;

import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;

/** Records in JSON, as far as a schema allows them. For one thread. */
public final class JsonData implements GlueEncoder.Data {
    private final JsonRules rules;
    private final JsonRecordWriter json = new JsonRecordWriter();

    public JsonData(String definition) {
        this.rules = new JsonRules(definition);
    }

    @Override
    public byte[] of(DataRecord record) throws RecordFault {
        return json.bytes(rules.checked(record));
    }
}
