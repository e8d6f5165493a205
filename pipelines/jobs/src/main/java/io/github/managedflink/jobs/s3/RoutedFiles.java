package io.github.managedflink.jobs.s3;

import io.github.managedflink.jobs.deadletter.Routed;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Writes the contents without their folders. */
final class RoutedFiles<T> implements BulkWriter.Factory<Routed<T>> {
    private static final long serialVersionUID = 1L;

    private final BulkWriter.Factory<T> contents;

    RoutedFiles(BulkWriter.Factory<T> contents) {
        this.contents = contents;
    }

    @Override
    public BulkWriter<Routed<T>> create(FSDataOutputStream out) throws IOException {
        BulkWriter<T> writer = contents.create(out);
        return new BulkWriter<>() {
            @Override
            public void addElement(Routed<T> element) throws IOException {
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
