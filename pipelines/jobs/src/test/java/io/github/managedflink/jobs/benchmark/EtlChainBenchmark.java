package io.github.managedflink.jobs.benchmark;

import static io.github.managedflink.model.etl.EtlSteps.check;
import static io.github.managedflink.model.etl.EtlSteps.derive;
import static io.github.managedflink.model.etl.EtlSteps.filter;
import static io.github.managedflink.model.etl.EtlSteps.maskAllButLast;
import static io.github.managedflink.model.etl.EtlSteps.rename;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.cel.runtime.CelEvaluationException;
import io.github.managedflink.jobs.etl.StepChain;
import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.step.Transform;
import io.github.managedflink.jobs.step.Transforms;
import io.github.managedflink.model.etl.EtlStep;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.RecordShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The chain of an ETL operator — parse, three CEL checks, rename, mask, CEL derive, CEL filter, write JSON — on events
 * of 250 bytes, one thread, against the least that any program does, which is to parse and write the same bytes with
 * Jackson's streams, and against the same steps on a Jackson tree with cel-java's runtime.
 *
 * <p>Run by hand, on a quiet machine:
 *
 * <pre>{@code
 * mvn package -pl pipelines/jobs -am -Dtest=EtlChainBenchmarkTest -Dsurefire.failIfNoSpecifiedTests=false -Dbenchmark=true
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EtlChainBenchmark {
    private static final int EVENTS = 1024;
    private static final List<String> CHECKS =
            List.of("amount > 0.0", "status >= 200 && status < 400", "country in ['AT', 'DE', 'CH']");
    private static final String DERIVED = "amount * 1.2 + 3.0";
    private static final String FILTER = "quantity > 0 && !id.startsWith('test')";

    private final byte[][] messages = new byte[EVENTS][];
    private int next;

    private final JsonFactory jackson = new JsonFactory();
    private final ByteArrayBuilder jacksonBuffer = new ByteArrayBuilder(1024);
    private TreePipeline tree;
    private MessageParser parser;
    private StepChain chain;
    private byte[] written;

    @Setup
    public void prepare() {
        for (int i = 0; i < EVENTS; i++) {
            messages[i] = event(i);
        }
        tree = new TreePipeline(CHECKS, DERIVED, FILTER);
        parser = new MessageParser(InputFormat.json(), EventTime.arrival());
        List<EtlStep> steps = new ArrayList<>();
        CHECKS.forEach(condition -> steps.add(check(condition, "not plausible")));
        steps.add(rename("user", "customer"));
        steps.add(maskAllButLast("email", 4));
        steps.add(derive("gross", DERIVED));
        steps.add(filter(FILTER));
        Transforms transforms = new Transforms(List.of("main"), failures -> {});
        List<Transform> chained = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (EtlStep step : steps) {
            chained.add(transforms.of(step, RecordShape.open()));
            names.add(step.type());
        }
        chain = new StepChain(names, chained, new Written());
    }

    private static byte[] event(int i) {
        String json = String.format(
                Locale.ROOT,
                "{\"id\":\"order-%08d\",\"user\":\"user-%06d\",\"email\":\"jane.%04d@example.com\",\"status\":%d,"
                        + "\"amount\":%.2f,\"quantity\":%d,\"country\":\"%s\",\"time\":\"2018-02-07T17:04:%02d.200Z\","
                        + "\"item\":{\"sku\":\"SKU-%05d\",\"price\":%.4f},\"note\":\"please leave it at the door\"}",
                i,
                i * 31 % 1_000_000,
                i,
                200 + i % 5,
                10 + i * 0.37,
                1 + i % 9,
                List.of("AT", "DE", "CH").get(i % 3),
                i % 60,
                i,
                1 + i * 0.0137);
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] message() {
        next = (next + 1) & (EVENTS - 1);
        return messages[next];
    }

    @Benchmark
    public byte[] etlChain() {
        written = null;
        chain.run(parser.parse(new Message(message(), "shard", "1", 0)));
        return written;
    }

    @Benchmark
    public byte[] jacksonParseAndWrite() throws IOException {
        jacksonBuffer.reset();
        try (JsonParser in = jackson.createParser(message());
                JsonGenerator out = jackson.createGenerator(jacksonBuffer)) {
            while (in.nextToken() != null) {
                out.copyCurrentEvent(in);
            }
        }
        return jacksonBuffer.toByteArray();
    }

    @Benchmark
    public byte[] jacksonTreeAndCelJava() throws IOException, CelEvaluationException {
        return tree.run(message());
    }

    private final class Written implements StepChain.Output {
        private final JsonRecordWriter json = new JsonRecordWriter();

        @Override
        public void passed(PipelineEvent event) {
            try {
                written = json.line(event.record());
            } catch (RecordFault e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void leftOut(int step) {}

        @Override
        public void refused(PipelineEvent event, Fault fault) {
            throw new IllegalStateException(fault.reason());
        }

        @Override
        public void expanded(long more) {}
    }
}
