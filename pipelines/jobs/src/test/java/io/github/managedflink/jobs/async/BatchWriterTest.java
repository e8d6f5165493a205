package io.github.managedflink.jobs.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.managedflink.jobs.aws.ServiceError;
import io.github.managedflink.jobs.aws.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

@SuppressWarnings("try") // The harness may be interrupted when it is closed; nobody does.
class BatchWriterTest {
    private static final SinkTarget TARGET = new SinkTarget("alerts", "sns:Publish", "arn:aws:sns:x:1:alerts");
    private static final BatchLimits LIMITS = new BatchLimits(4, 1_000, 1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path deadLetters;

    private final Service service = new Service();

    @Test
    void everyEntryIsDeliveredBeforeACheckpointInItsOrder() throws Exception {
        write("a", "b", "c", "d", "e", "f");

        assertThat(service.delivered).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(service.batches).isEqualTo(2);
    }

    @Test
    void whatIsTemporaryIsTriedAgainUntilItSucceeds() throws Exception {
        service.next(batch -> failure(SdkClientException.create("connection cut")))
                .next(batch -> failure(new ServiceException(ServiceError.TEMPORARY, "503")))
                .next(batch -> failure(new IOException("reset")));

        write("a", "b");

        assertThat(service.delivered).containsExactly("a", "b");
        assertThat(letters()).isEmpty();
    }

    @Test
    void ofABatchOnlyWhatFailedIsSentAgain() throws Exception {
        service.next(batch -> {
            BatchResult<TextEntry> result = new BatchResult<>();
            result.told(batch.get(1), "ThrottlingException", "slow down");
            result.told(batch.get(3), "InternalFailure", null);
            service.accept(batch.get(0));
            service.accept(batch.get(2));
            return CompletableFuture.completedFuture(result);
        });

        write("a", "b", "c", "d");

        assertThat(service.delivered).containsExactly("a", "c", "b", "d");
    }

    @Test
    void whatIsPostponedComesFirstInTheNextBatch() throws Exception {
        service.next(batch -> {
            BatchResult<TextEntry> result = new BatchResult<>();
            service.accept(batch.get(0));
            batch.subList(1, batch.size()).forEach(result::postponed);
            return CompletableFuture.completedFuture(result);
        });

        write("a", "b", "c", "d", "e");

        assertThat(service.delivered).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void theOneEntryThatSpoilsABatchBecomesADeadLetter() throws Exception {
        service.always(batch -> batch.stream().anyMatch(entry -> entry.text().equals("bad"))
                ? failure(new ServiceException(ServiceError.REFUSED, "400: what is that"))
                : service.deliver(batch));

        write("a", "b", "bad", "d", "e");

        assertThat(service.delivered).containsExactly("a", "b", "d", "e");
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.path("payload").asText()).isEqualTo("bad");
            assertThat(letter.path("step").asText()).isEqualTo("sink.alerts");
            assertThat(letter.path("reason").asText()).isEqualTo("400: what is that");
            assertThat(letter.path("sequenceNumber").asText()).isEqualTo("bad");
        });
    }

    @Test
    void aDeadLetterSaysWhatTheServiceSaysAndNotWhichCallItWas() throws Exception {
        service.always(batch -> failure(DynamoDbException.builder()
                .statusCode(400)
                .requestId("HG5KVVSSEQKHDGPN4QMT")
                .numAttempts(1)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .errorMessage("Item size has exceeded the maximum allowed size")
                        .build())
                .build()));

        write("a");

        assertThat(letters())
                .extracting(letter -> letter.path("reason").asText())
                .containsExactly("ValidationException: Item size has exceeded the maximum allowed size");
    }

    @Test
    void noHalfOfARefusedBatchOvertakesTheOther() throws Exception {
        service.next(batch -> failure(new ServiceException(ServiceError.REFUSED, "400")))
                .next(batch -> failure(new ServiceException(ServiceError.TEMPORARY, "503")));

        write("a", "b", "c", "d");

        assertThat(service.delivered).containsExactly("a", "b", "c", "d");
        assertThat(letters()).isEmpty();
    }

    @Test
    void entriesThatAreRefusedOneByOneBecomeDeadLetters() throws Exception {
        service.always(batch -> {
            BatchResult<TextEntry> result = new BatchResult<>();
            batch.forEach(entry -> result.told(entry, "InvalidParameterValue", "no"));
            return CompletableFuture.completedFuture(result);
        });
        String[] many = IntStream.range(0, 2 * RefusedRecords.MANY + 3)
                .mapToObj(String::valueOf)
                .toArray(String[]::new);

        write(many);

        assertThat(letters().stream().map(letter -> letter.path("payload").asText()))
                .containsExactlyInAnyOrder(many);
        try (Stream<Path> files = Files.list(deadLetters)) {
            assertThat(files.count()).as("files, so that memory is bounded").isGreaterThan(1);
        }
    }

    @Test
    void whatSomebodyHasToChangeFailsTheJobByAMessage() {
        service.always(batch -> failure(new ServiceException(ServiceError.FATAL, "AccessDenied")));

        assertThatThrownBy(() -> write("a"))
                .hasStackTraceContaining(
                        "The sink \"alerts\" (sns:Publish on arn:aws:sns:x:1:alerts) cannot go on:" + " AccessDenied");
    }

    @Test
    void anUnforeseenErrorFailsTheJobRatherThanHangsIt() {
        service.always(batch -> CompletableFuture.completedFuture(null));

        assertThatThrownBy(() -> write("a")).hasStackTraceContaining("NullPointerException");
    }

    @Test
    void whatWasRestoredCountsUntilItIsDelivered() throws Exception {
        BatchSink<TextEntry> sink = sink();
        List<BufferedRequestState<TextEntry>> before =
                List.of(new BufferedRequestState<>(List.of(new RequestEntryWrapper<>(new TextEntry("restored"), 8))));
        AtomicReference<BatchWriter<TextEntry>> writer = new AtomicReference<>();
        Sink<TextEntry> restoring = new Restoring(sink, before, writer);
        try (var harness = new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<>(restoring))) {
            harness.open();
            assertThat(writer.get().undeliveredBytes()).isEqualTo(8);

            harness.prepareSnapshotPreBarrier(1);

            assertThat(service.delivered).containsExactly("restored");
            assertThat(writer.get().undeliveredBytes()).isZero();
        }
    }

    private static CompletableFuture<BatchResult<TextEntry>> failure(Exception cause) {
        return CompletableFuture.failedFuture(cause);
    }

    /** Writes entries and takes a checkpoint. */
    private void write(String... texts) throws Exception {
        BatchSink<TextEntry> sink = sink();
        try (var harness = new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<>(sink))) {
            harness.open();
            for (String text : texts) {
                harness.processElement(new TextEntry(text), 0);
            }
            harness.prepareSnapshotPreBarrier(1);
            harness.snapshot(1, 1);
        }
    }

    private BatchSink<TextEntry> sink() {
        return new BatchSink<>(
                TARGET,
                LIMITS,
                new TextEntry.Codec(),
                () -> service,
                new org.apache.flink.core.fs.Path(deadLetters.toUri()));
    }

    private List<JsonNode> letters() throws IOException {
        List<JsonNode> letters = new ArrayList<>();
        try (Stream<Path> files = Files.list(deadLetters)) {
            for (Path file : files.collect(Collectors.toList())) {
                for (String line : Files.readAllLines(file)) {
                    letters.add(JSON.readTree(line));
                }
            }
        }
        return letters;
    }

    /** Makes the writer that a savepoint with entries would give. */
    private record Restoring(
            BatchSink<TextEntry> sink,
            List<BufferedRequestState<TextEntry>> before,
            AtomicReference<BatchWriter<TextEntry>> writer)
            implements Sink<TextEntry> {
        @Override
        @SuppressWarnings("deprecation") // The method that BatchSink has.
        public SinkWriter<TextEntry> createWriter(InitContext context) {
            writer.set((BatchWriter<TextEntry>) sink.restoreWriter(context, before));
            return writer.get();
        }

        @Override
        @SuppressWarnings("deprecation") // As above.
        public SinkWriter<TextEntry> createWriter(WriterInitContext context) {
            return createWriter(new InitContextWrapper(context));
        }
    }

    /** A service that does what it is told, and then delivers. */
    private static final class Service implements BatchSender<TextEntry> {
        private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
        private final Deque<Function<List<TextEntry>, CompletableFuture<BatchResult<TextEntry>>>> next =
                new ArrayDeque<>();
        private Function<List<TextEntry>, CompletableFuture<BatchResult<TextEntry>>> always = this::deliver;
        private int batches;

        Service next(Function<List<TextEntry>, CompletableFuture<BatchResult<TextEntry>>> behaviour) {
            next.add(behaviour);
            return this;
        }

        void always(Function<List<TextEntry>, CompletableFuture<BatchResult<TextEntry>>> behaviour) {
            always = behaviour;
        }

        void accept(TextEntry entry) {
            delivered.add(entry.text());
        }

        CompletableFuture<BatchResult<TextEntry>> deliver(List<TextEntry> batch) {
            batch.forEach(this::accept);
            return CompletableFuture.completedFuture(new BatchResult<>());
        }

        @Override
        public CompletableFuture<BatchResult<TextEntry>> send(List<TextEntry> batch) {
            batches++;
            return (next.isEmpty() ? always : next.remove()).apply(batch);
        }

        @Override
        public void close() {}
    }
}
