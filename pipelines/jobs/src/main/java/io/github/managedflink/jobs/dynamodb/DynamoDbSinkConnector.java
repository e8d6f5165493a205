package io.github.managedflink.jobs.dynamodb;

import io.github.managedflink.jobs.async.BatchLimits;
import io.github.managedflink.jobs.async.BatchSender;
import io.github.managedflink.jobs.async.BatchSink;
import io.github.managedflink.jobs.async.BatchSinkConnector;
import io.github.managedflink.jobs.async.SinkEntry;
import io.github.managedflink.jobs.async.SinkTarget;
import io.github.managedflink.jobs.aws.AwsService;
import io.github.managedflink.jobs.connector.Replacement;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import java.util.Optional;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.function.SerializableSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Puts records into a DynamoDB table, effectively once. */
public final class DynamoDbSinkConnector extends BatchSinkConnector<DynamoDbEntry> {
    /** Eight calls of 25 items at a time, and one such batch under way, which keeps the order of each key's items. */
    static final BatchLimits LIMITS = new BatchLimits(8 * 25, 16L * 1024 * 1024, 1);
    /**
     * A call for each item, all at a time, and one such batch under way: no deletion is overtaken by a put of before.
     */
    static final BatchLimits VERSIONED_LIMITS = new BatchLimits(50, 16L * 1024 * 1024, 1);

    private final DynamoDbSinkSpec sink;

    public DynamoDbSinkConnector(String name, DynamoDbSinkSpec sink, LocalEndpoints endpoints, Path deadLetters) {
        super(new BatchSink<>(
                new SinkTarget(name, action(sink), sink.tableArn()),
                sink.version() == null ? LIMITS : VERSIONED_LIMITS,
                new DynamoDbEntryCodec(),
                senders(sink, AwsService.of(sink.tableArn(), endpoints)),
                deadLetters));
        this.sink = sink;
    }

    private static String action(DynamoDbSinkSpec sink) {
        if (sink.version() == null) {
            return "dynamodb:BatchWriteItem";
        }
        return sink.deleteCondition() == null ? "dynamodb:PutItem" : "dynamodb:PutItem and dynamodb:DeleteItem";
    }

    private static SerializableSupplier<BatchSender<DynamoDbEntry>> senders(DynamoDbSinkSpec sink, AwsService service) {
        // Not its name, because the table may be another account's.
        String table = sink.tableArn();
        TableKey key = new TableKey(sink);
        String version =
                sink.version() == null ? null : RecordPath.of(sink.version()).lastName();
        return () -> {
            DynamoDbAsyncClient client = service.client(DynamoDbAsyncClient.builder());
            return version == null
                    ? new DynamoDbSender(client, table, key)
                    : new VersionedItemSender(client, table, key, version);
        };
    }

    @Override
    public Optional<Replacement<DynamoDbEntry>> replacement() {
        TableKey key = new TableKey(sink);
        return sink.version() == null
                ? Optional.of(new Replacement<>(entry -> key.textOf(entry.item()), SinkEntry::message))
                : Optional.empty();
    }

    @Override
    public SinkEncoder<DynamoDbEntry> encoder() {
        return new ItemEncoder(sink);
    }
}
