package io.github.managedflink.local.kafka;

/** How many committed records a topic has, as far as it was last looked at. */
final class RecordCount implements AutoCloseable {

    private final CommittedRecords records;
    private long count;

    RecordCount(String bootstrapServers, String topic) {
        records = new CommittedRecords(bootstrapServers, topic);
    }

    long update() {
        records.forEach(record -> count++);
        return count;
    }

    @Override
    public void close() {
        records.close();
    }
}
