package io.github.managedflink.local.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a feed, one after the other: bytes, which need not be text, split at {@code \n} and {@code \r\n}. */
final class LineReader implements AutoCloseable {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private long bytesRead;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Returns the next line without its end, or null at the end of the file. */
    byte[] next() throws IOException {
        line.reset();
        int read = in.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0 && read != '\n') {
            line.write(read);
            read = in.read();
        }
        byte[] bytes = line.toByteArray();
        bytesRead += bytes.length + (read == '\n' ? 1 : 0);
        return read == '\n' && bytes.length > 0 && bytes[bytes.length - 1] == '\r'
                ? Arrays.copyOf(bytes, bytes.length - 1)
                : bytes;
    }

    /** Returns how many bytes the lines have had, with their ends. */
    long bytesRead() {
        return bytesRead;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
