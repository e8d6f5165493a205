package io.github.managedflink.local.feed;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** How long the lines of a feed are, in bytes without their line ends, {@code \n} or {@code \r\n}. */
final class LineLengths implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int end;
    private long number;

    LineLengths(InputStream in) {
        this.in = in;
    }

    /** Returns the length of the next line, or empty at the end. */
    OptionalLong next() throws IOException {
        long length = 0;
        boolean endsInReturn = false;
        while (position < end || fill()) {
            int start = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            length += position - start;
            if (position > start) {
                endsInReturn = buffer[position - 1] == '\r';
            }
            if (position < end) {
                position++;
                number++;
                return OptionalLong.of(endsInReturn ? length - 1 : length);
            }
        }
        if (length == 0) {
            return OptionalLong.empty();
        }
        number++;
        return OptionalLong.of(length);
    }

    /** The number of the line that {@link #next} returned last, from 1. */
    long number() {
        return number;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
