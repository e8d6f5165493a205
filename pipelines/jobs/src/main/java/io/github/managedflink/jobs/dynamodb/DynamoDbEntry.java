package io.github.managedflink.jobs.dynamodb;

import io.github.managedflink.jobs.async.SinkEntry;
import io.github.managedflink.jobs.event.Message;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item. */
final class DynamoDbEntry extends SinkEntry {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, AttributeValue> item;
    private final long size;

    DynamoDbEntry(Message message, Map<String, AttributeValue> item, long size) {
        super(message);
        this.item = item;
        this.size = size;
    }

    Map<String, AttributeValue> item() {
        return item;
    }

    @Override
    public long sizeInBytes() {
        return size;
    }
}
