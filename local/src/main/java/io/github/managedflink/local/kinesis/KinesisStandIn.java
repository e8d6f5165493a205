package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.http.AwsEndpoint;
import io.github.managedflink.local.http.AwsRouter;
import io.github.managedflink.local.http.AwsService;
import io.github.managedflink.local.kinesis.model.KinesisError;
import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStream;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.model.NewRecord;
import io.github.managedflink.local.kinesis.model.Shard;
import io.github.managedflink.local.kinesis.model.ShardSlice;
import io.github.managedflink.local.kinesis.model.StreamArn;
import io.github.managedflink.local.kinesis.protocol.WireFormat;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Kinesis Data Streams in this process, for clients that are pointed to {@link #endpoint()}. It speaks the service's
 * own protocol (JSON and CBOR, HTTP/1.1 and HTTP/2 without TLS) with polling, enhanced fan-out and resharding. It
 * listens on the loopback interface alone, takes any credentials, keeps all records in memory, and forgets them when it
 * is closed.
 *
 * <p>It differs from the service in that every change is in force at once (a stream is never {@code CREATING}), that
 * records do not expire, and that throughput is not limited unless a fault is injected.
 *
 * <p>The methods that take a stream take its name, in the stand-in's own region, or its ARN, and throw a
 * {@link KinesisException} when it does not exist.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/Welcome.html">Kinesis Data Streams API</a>
 */
public final class KinesisStandIn implements AutoCloseable {

    /** The account of streams that are created by name. */
    public static final String DEFAULT_ACCOUNT = "000000000000";

    /** The region of streams that are created by name, and of callers that do not sign their requests. */
    public static final String DEFAULT_REGION = "us-east-1";

    private static final int RECORDS_PER_READ = 10_000;

    private final Clock clock;
    private final KinesisStreams streams;
    private final AwsEndpoint server;

    private KinesisStandIn(Clock clock, Gate gate) {
        this.clock = clock;
        this.streams = new KinesisStreams(clock);
        this.server = AwsEndpoint.start(
                "kinesis-stand-in", gate, byFormat(new KinesisOperations(streams, DEFAULT_ACCOUNT, clock)));
    }

    private static AwsRouter byFormat(KinesisOperations operations) {
        Map<WireFormat, AwsService> services = new EnumMap<>(WireFormat.class);
        for (WireFormat format : WireFormat.values()) {
            services.put(format, operations.in(format));
        }
        return (caller, headers) -> {
            String contentType = headers.get(HttpHeaderNames.CONTENT_TYPE);
            return WireFormat.ofContentType(contentType)
                    .map(services::get)
                    .orElseThrow(() -> new KinesisException(
                            KinesisError.UNKNOWN_OPERATION, "Content-Type " + contentType + " is not one of Kinesis"));
        };
    }

    /** Starts one without streams on a free port, before a gate that lets everything through. */
    public static KinesisStandIn start() {
        return start(Clock.systemUTC(), Gate.open());
    }

    /** Starts one without streams on a free port that asks the given gate for every call. */
    public static KinesisStandIn start(Gate gate) {
        return start(Clock.systemUTC(), gate);
    }

    /** Starts one whose arrival times, and the ages of iterators and subscriptions, follow the given clock. */
    public static KinesisStandIn start(Clock clock) {
        return start(clock, Gate.open());
    }

    private static KinesisStandIn start(Clock clock, Gate gate) {
        return new KinesisStandIn(clock, gate);
    }

    /** The names of the IAM actions that permit its operations. */
    public static Set<String> actions() {
        Clock any = Clock.systemUTC();
        return new KinesisOperations(new KinesisStreams(any), DEFAULT_ACCOUNT, any)
                .in(WireFormat.JSON)
                .actions();
    }

    /** Where clients connect: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return server.endpoint();
    }

    /**
     * Creates a stream with provisioned shards.
     *
     * @param shardCount from 1 to 10,000
     * @return the ARN
     * @throws KinesisException if the stream exists or an argument is out of range
     */
    public String createStream(String nameOrArn, int shardCount) {
        return streams.createProvisioned(arnOf(nameOrArn), shardCount).arn().toString();
    }

    /**
     * Creates an on-demand stream, which begins with four shards.
     *
     * @return the ARN
     * @throws KinesisException if the stream exists
     */
    public String createOnDemandStream(String nameOrArn) {
        return streams.createOnDemand(arnOf(nameOrArn)).arn().toString();
    }

    /**
     * Changes how large a record may be, data and partition key together; it is 1 MiB for a new stream.
     *
     * @param kib from 1,024 to 10,240
     * @throws KinesisException if there is no such stream, or the size is out of range
     */
    public void updateMaxRecordSize(String nameOrArn, int kib) {
        stream(nameOrArn).changeMaxRecordSize(kib);
    }

    /** How large a record may be, in bytes: data and partition key together. */
    int maxRecordBytes(String nameOrArn) {
        return stream(nameOrArn).maxRecordBytes();
    }

    /**
     * Registers a consumer for enhanced fan-out.
     *
     * @param createdAt when it is to have been created, which is a part of its ARN
     * @return the ARN
     * @throws KinesisException if the stream has a consumer of that name
     */
    public String registerConsumer(String nameOrArn, String consumerName, Instant createdAt) {
        return stream(nameOrArn).registerConsumer(consumerName, createdAt).arn();
    }

    /** Stores records in the order given, in any number and without a detour over HTTP. */
    public void put(String nameOrArn, Collection<NewRecord> records) {
        stream(nameOrArn).put(records);
    }

    /** How many records the stream holds, whether or not somebody has read them. */
    public long recordCount(String nameOrArn) {
        return stream(nameOrArn).recordCount();
    }

    /** Hands over all records of the stream, shard by shard, in the order in which each shard got them. */
    public void forEachRecord(String nameOrArn, Consumer<KinesisRecord> action) {
        for (Shard shard : stream(nameOrArn).shards()) {
            ShardSlice slice = shard.read(0, RECORDS_PER_READ, Long.MAX_VALUE, clock.millis());
            while (!slice.records().isEmpty()) {
                slice.records().forEach(record -> action.accept(new KinesisRecord(shard.id(), record)));
                slice = shard.read(slice.nextPosition(), RECORDS_PER_READ, Long.MAX_VALUE, clock.millis());
            }
        }
    }

    /**
     * Whether the last record of every shard, closed or open, has been handed to some reader over HTTP. That a record
     * was handed over does not tell that the reader has processed it.
     */
    public boolean isReadToItsEnd(String nameOrArn) {
        return stream(nameOrArn).isReadToItsEnd();
    }

    /**
     * Whether some reader has read from every open shard, or subscribed to it, so that readers which start at
     * {@code LATEST} miss nothing that comes from now on.
     */
    public boolean isBeingRead(String nameOrArn) {
        return stream(nameOrArn).isBeingRead();
    }

    /** Breaks all connections off and ends all threads. */
    @Override
    public void close() {
        server.close();
    }

    private KinesisStream stream(String nameOrArn) {
        return streams.get(arnOf(nameOrArn));
    }

    private static StreamArn arnOf(String nameOrArn) {
        return nameOrArn.startsWith("arn:")
                ? StreamArn.parse(nameOrArn)
                : new StreamArn("aws", DEFAULT_REGION, DEFAULT_ACCOUNT, nameOrArn);
    }
}
