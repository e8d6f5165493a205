package io.github.managedflink.jobs.s3;

import java.io.IOException;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * Closes files at each checkpoint, so that what a savepoint covers can be read, and at 256 MiB, which readers still
 * split well.
 */
final class CheckpointOrSizePolicy<T> extends CheckpointRollingPolicy<T, String> {
    private static final long serialVersionUID = 1L;
    private static final long MAX_BYTES = 256L << 20;

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> file, T element) throws IOException {
        return file.getSize() >= MAX_BYTES;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
        return false;
    }
}
