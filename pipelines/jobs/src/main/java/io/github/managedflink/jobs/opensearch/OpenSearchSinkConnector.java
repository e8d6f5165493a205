package io.github.managedflink.jobs.opensearch;

import io.github.managedflink.jobs.async.BatchLimits;
import io.github.managedflink.jobs.async.BatchSender;
import io.github.managedflink.jobs.async.BatchSink;
import io.github.managedflink.jobs.async.BatchSinkConnector;
import io.github.managedflink.jobs.async.SinkEntry;
import io.github.managedflink.jobs.async.SinkTarget;
import io.github.managedflink.jobs.aws.AwsService;
import io.github.managedflink.jobs.connector.Replacement;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;
import java.util.Optional;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.function.SerializableSupplier;

/** Indexes records in a domain of OpenSearch Service or a collection of OpenSearch Serverless. */
public final class OpenSearchSinkConnector extends BatchSinkConnector<OpenSearchEntry> {
    /**
     * Requests of up to the 10 MiB that every instance takes. One is under way at a time, which keeps the order of each
     * id's documents; the cluster spreads it over its nodes by itself.
     */
    private static final BatchLimits LIMITS = new BatchLimits(1_000, 10L * 1024 * 1024, 1);

    private final OpenSearchSinkSpec sink;

    public OpenSearchSinkConnector(String name, OpenSearchSinkSpec sink, LocalEndpoints endpoints, Path deadLetters) {
        super(new BatchSink<>(
                target(name, sink), LIMITS, new OpenSearchEntryCodec(), senders(sink, endpoints), deadLetters));
        this.sink = sink;
    }

    private static SinkTarget target(String name, OpenSearchSinkSpec sink) {
        return sink.domainArn() == null
                ? new SinkTarget(name, "aoss:APIAccessAll", sink.collectionArn())
                : new SinkTarget(name, "es:ESHttpPost", sink.domainArn());
    }

    private static SerializableSupplier<BatchSender<OpenSearchEntry>> senders(
            OpenSearchSinkSpec sink, LocalEndpoints endpoints) {
        boolean isDomain = sink.domainArn() != null;
        AwsService service = AwsService.of(isDomain ? sink.domainArn() : sink.collectionArn(), endpoints);
        OpenSearchEndpoint endpoint = new OpenSearchEndpoint(service, isDomain ? "es" : "aoss", sink.endpoint());
        return () -> new OpenSearchSender(endpoint);
    }

    @Override
    public Optional<Replacement<OpenSearchEntry>> replacement() {
        return sink.version() == null && !sink.documentId().isEmpty()
                ? Optional.of(new Replacement<>(entry -> entry.index() + '/' + entry.id(), SinkEntry::message))
                : Optional.empty();
    }

    @Override
    public SinkEncoder<OpenSearchEntry> encoder() {
        return new OpenSearchEncoder(sink);
    }
}
