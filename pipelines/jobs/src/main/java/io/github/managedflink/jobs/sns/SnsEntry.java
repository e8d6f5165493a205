package io.github.managedflink.jobs.sns;

import io.github.managedflink.jobs.async.SinkEntry;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.format.Utf8;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** A message to a topic. */
final class SnsEntry extends SinkEntry {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final String subject;
    private final transient List<SnsAttribute> attributes;
    private final String group;
    private final String deduplicationId;
    private final long size;

    /**
     * @param subject null for none
     * @param group null for a standard topic
     * @param deduplicationId null for a standard topic
     */
    SnsEntry(
            Message message,
            String text,
            String subject,
            List<SnsAttribute> attributes,
            String group,
            String deduplicationId) {
        super(message);
        this.text = text;
        this.subject = subject;
        this.attributes = List.copyOf(attributes);
        this.group = group;
        this.deduplicationId = deduplicationId;
        long bytes = Utf8.length(text) + (subject == null ? 0 : Utf8.length(subject));
        for (SnsAttribute attribute : attributes) {
            bytes += attribute.sizeInBytes();
        }
        this.size = bytes;
    }

    String text() {
        return text;
    }

    String subject() {
        return subject;
    }

    List<SnsAttribute> attributes() {
        return attributes;
    }

    String group() {
        return group;
    }

    String deduplicationId() {
        return deduplicationId;
    }

    PublishBatchRequestEntry as(String id) {
        Map<String, MessageAttributeValue> values =
                attributes.stream().collect(Collectors.toMap(SnsAttribute::name, SnsAttribute::asValue));
        return PublishBatchRequestEntry.builder()
                .id(id)
                .message(text)
                .subject(subject)
                .messageAttributes(values)
                .messageGroupId(group)
                .messageDeduplicationId(deduplicationId)
                .build();
    }

    @Override
    public long sizeInBytes() {
        return size;
    }
}
