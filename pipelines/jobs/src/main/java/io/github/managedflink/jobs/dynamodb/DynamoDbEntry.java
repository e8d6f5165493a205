package io.github.managedflink.jobs.dynamodb;

import io.github.managedflink.jobs.async.SinkEntry;
import io.github.managedflink.jobs.event.Message;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item to put, or the key and version of one to delete. */
final class DynamoDbEntry extends SinkEntry {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, AttributeValue> item;
    private final long size;
    private final boolean deletion;

    DynamoDbEntry(Message message, Map<String, AttributeValue> item, long size, boolean deletion) {
        super(message);
        this.item = item;
        this.size = size;
        this.deletion = deletion;
    }

    Map<String, AttributeValue> item() {
        return item;
    }

    boolean isDeletion() {
        return deletion;
    }

    @Override
    public long sizeInBytes() {
        return size;
    }
}
