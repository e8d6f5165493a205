package io.github.managedflink.local.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks for transactions whose end a topic does not show yet: a producer is told of a commit before its marker is
 * everywhere.
 */
final class OpenTransactions {
    private final Admin admin;

    OpenTransactions(Admin admin) {
        this.admin = admin;
    }

    /** Waits until there is none in a topic, and tells whether that came true in time. */
    boolean awaitEnd(String topic, Duration most) {
        return Conditions.await(most, () -> ends(topic, IsolationLevel.READ_COMMITTED)
                .equals(ends(topic, IsolationLevel.READ_UNCOMMITTED)));
    }

    private Map<TopicPartition, Long> ends(String topic, IsolationLevel level) {
        TopicDescription description = AdminCalls.await(
                        admin.describeTopics(Set.of(topic)).allTopicNames())
                .get(topic);
        Map<TopicPartition, OffsetSpec> latest = description.partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends = AdminCalls.await(
                admin.listOffsets(latest, new ListOffsetsOptions(level)).all());
        return ends.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .offset()));
    }
}
