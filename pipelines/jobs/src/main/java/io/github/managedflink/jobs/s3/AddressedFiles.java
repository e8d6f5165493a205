package io.github.managedflink.jobs.s3;

import io.github.managedflink.jobs.deadletter.Addressed;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Writes the contents without their folders. */
final class AddressedFiles<T> implements BulkWriter.Factory<Addressed<T>> {
    private static final long serialVersionUID = 1L;

    private final BulkWriter.Factory<T> contents;

    AddressedFiles(BulkWriter.Factory<T> contents) {
        this.contents = contents;
    }

    @Override
    public BulkWriter<Addressed<T>> create(FSDataOutputStream out) throws IOException {
        BulkWriter<T> writer = contents.create(out);
        return new BulkWriter<>() {
            @Override
            public void addElement(Addressed<T> element) throws IOException {
                writer.addElement(element.content());
            }

            @Override
            public void flush() throws IOException {
                writer.flush();
            }

            @Override
            public void finish() throws IOException {
                writer.finish();
            }
        };
    }
}
