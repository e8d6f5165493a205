package io.github.managedflink.jobs.opensearch;

import io.github.managedflink.jobs.cel.CelProgram;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.RecordIds;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.format.Utf8;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.KeyText;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;

/** Makes documents of records. */
final class OpenSearchEncoder implements SinkEncoder<OpenSearchEntry> {
    /** Below the 10 MiB that the smallest instances and Serverless take for a whole request. */
    static final int MAX_DOCUMENT = 10_000_000;

    private static final int MAX_ID = 512;

    private final JsonRecordWriter json = new JsonRecordWriter();
    private final RecordIds places = new RecordIds();
    private final IndexName index;
    /** Null where the place in the source makes the id. */
    private final KeyText key;
    /** Null where documents have no versions. */
    private final String version;
    /** Null where no record deletes. */
    private final CelProgram deletion;

    OpenSearchEncoder(OpenSearchSinkSpec sink) {
        this.index = new IndexName(sink.index());
        this.key = sink.documentId().isEmpty() ? null : new KeyText(sink.documentId());
        this.version =
                sink.version() == null ? null : RecordPath.of(sink.version()).lastName();
        this.deletion = sink.deleteCondition() == null ? null : CelProgram.of(sink.deleteCondition());
    }

    @Override
    public OpenSearchEntry encode(PipelineEvent event) throws RecordFault {
        DataRecord record = event.record();
        byte[] document = deletion != null && deletion.test(record) ? null : json.line(record);
        if (document != null && document.length > MAX_DOCUMENT) {
            throw new RecordFault(
                    "the document has " + document.length + " bytes; OpenSearch is given " + MAX_DOCUMENT + " at most");
        }
        return new OpenSearchEntry(
                event.message(), index.at(event.eventTime()), id(event, document), version(record), document);
    }

    private long version(DataRecord record) throws RecordFault {
        if (version == null) {
            return OpenSearchEntry.NO_VERSION;
        }
        Object value = record.get(version);
        if (!(value instanceof Long) || (Long) value < 0) {
            throw new RecordFault("the version " + version
                    + (value == null ? " is missing or null" : " is no whole number from 0 to 2^63-1"));
        }
        return (Long) value;
    }

    private String id(PipelineEvent event, byte[] document) throws RecordFault {
        if (key == null) {
            return places.of(event, document);
        }
        String id = key.of(event.record());
        long length = Utf8.length(id);
        if (length == 0 || length > MAX_ID) {
            throw new RecordFault("the document id has " + length + " bytes; it needs 1 to " + MAX_ID);
        }
        if (!Utf8.canEncode(id)) {
            throw new RecordFault("the document id has half of a surrogate pair, which UTF-8 cannot hold");
        }
        return id;
    }
}
