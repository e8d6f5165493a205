package io.github.managedflink.jobs.s3;

import io.github.managedflink.jobs.deadletter.Routed;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Puts an element into the folder that it names. */
final class FolderAssigner<T> implements BucketAssigner<Routed<T>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(Routed<T> element, Context context) {
        return element.folder();
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
