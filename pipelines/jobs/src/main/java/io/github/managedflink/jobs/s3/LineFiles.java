package io.github.managedflink.jobs.s3;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Files of lines, plain or gzipped. */
final class LineFiles implements BulkWriter.Factory<byte[]> {
    private static final long serialVersionUID = 1L;
    private static final int BUFFER = 1 << 16;

    private final boolean gzip;

    LineFiles(boolean gzip) {
        this.gzip = gzip;
    }

    @Override
    public BulkWriter<byte[]> create(FSDataOutputStream file) throws IOException {
        GZIPOutputStream zipped = gzip ? new GZIPOutputStream(file, BUFFER) : null;
        OutputStream out = new BufferedOutputStream(gzip ? zipped : file, BUFFER);
        return new BulkWriter<>() {
            @Override
            public void addElement(byte[] line) throws IOException {
                out.write(line);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }

            @Override
            public void finish() throws IOException {
                // The file itself is closed by the sink.
                out.flush();
                if (zipped != null) {
                    zipped.finish();
                }
            }
        };
    }
}
