package io.github.managedflink.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.Checkpointing;
import io.github.managedflink.constructs.glue.SchemaRegistry;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.local.run.RunningStack;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.model.format.GlueSchema;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.format.MessageFormat;
import io.github.managedflink.test.access.AccessProof;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kinesis.Stream;

/**
 * One pipeline writes Avro with a schema that it registers itself, and JSON with a schema of the stack; two others read
 * them, the Avro one by a later schema. The registry throttles at first, and messages that are none come between.
 */
class SchemaRegistryEndToEndTest {
    private static final int RECORDS = 1_000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WRITER = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":["
            + "{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"name\",\"type\":\"string\"}]}";
    private static final String READER = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":["
            + "{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"note\",\"type\":\"string\",\"default\":\"none\"}]}";
    private static final String JSON_SCHEMA =
            "{\"type\":\"object\",\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":\"integer\"}}}";

    @TempDir
    private Path out;

    @Test
    void recordsPassThroughBothFormatsAndNothingIsLost() throws IOException {
        SynthesizedStack stack = SynthesizedStack.anywhere(FeatureFlags.NONE, SchemaRegistryEndToEndTest::pipelines);
        LocalRunResult result;
        Map<ServiceCall, Long> calls;
        try (RunningStack running = LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .fault(ServiceFault.throttle("glue", Duration.ofSeconds(2)))
                .enforce()
                .out(out)
                .start()) {
            running.put(
                    "Write/Stream",
                    IntStream.range(0, RECORDS)
                            .mapToObj(i -> bytes("{\"id\":" + i + ",\"name\":\"order " + i + "\"}"))
                            .toList());
            running.put("Avro", List.of(bytes("{\"id\":1}"), unknownVersion()));
            // Once into the writer, once out of each stream, and the two that are none.
            running.awaitRecordsIn(3L * RECORDS + 2);
            calls = running.servedCalls();
            result = running.stop();
        }

        assertThat(result.applications()).allSatisfy(application -> {
            assertThat(application.state()).isEqualTo(ApplicationResult.State.STOPPED);
            assertThat(application.restarts()).isZero();
        });
        assertThat(lines(result, "from-avro"))
                .hasSize(RECORDS)
                .allSatisfy(record -> assertThat(record.path("note").asText()).isEqualTo("none"))
                .extracting(record -> record.path("id").asInt())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, RECORDS).boxed().toList());
        assertThat(lines(result, "from-json"))
                .extracting(record -> record.path("name").asText())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, RECORDS).mapToObj(i -> "order " + i).toList());
        assertThat(lines(result, "dead-letters"))
                .extracting(letter -> letter.path("reason").asText())
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).contains("does not begin as one of a Glue schema registry's"),
                        reason -> assertThat(reason).contains("has no schema version 00000000-0000-0007"));
        AccessProof.of(result, stack.deployed()).everyCallIsAllowed();
        assertThat(calls.keySet().stream()
                        .filter(call -> call.service().equals("glue"))
                        .map(call -> call.action() + " " + call.resource().replaceFirst("^arn.*:", ""))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "GetSchemaByDefinition schema/shop/avro-orders",
                        "RegisterSchemaVersion schema/shop/avro-orders",
                        "CreateSchema schema/shop/avro-orders",
                        "GetSchemaByDefinition schema/shop/json-orders",
                        "GetSchemaVersion *");
    }

    private static void pipelines(Stack stack) {
        SchemaRegistry registry = SchemaRegistry.Builder.create(stack, "Registry")
                .registryName("shop")
                .build();
        GlueSchema avro = GlueSchema.avro(registry.getRegistryArn(), "avro-orders", WRITER)
                .withAutoRegistration()
                .withCompression();
        GlueSchema json = registry.addSchema(GlueSchema.json(registry.getRegistryArn(), "json-orders", JSON_SCHEMA));
        Stream avroStream = new Stream(stack, "Avro");
        Stream jsonStream = new Stream(stack, "Json");
        Checkpointing often = Checkpointing.every(Duration.ofSeconds(1)).withMinPause(Duration.ZERO);
        StreamingEtlApp.Builder.create(stack, "Write")
                .source(KinesisSource.newStream())
                .steps(EtlSteps.route("true", "json").copying())
                .sink(KinesisSink.of(avroStream).withFormat(MessageFormat.glue(avro)))
                .sink("json", KinesisSink.of(jsonStream).withFormat(MessageFormat.glue(json)))
                .checkpointing(often)
                .build();
        StreamingEtlApp.Builder.create(stack, "ReadAvro")
                .source(KinesisSource.of(avroStream))
                .format(InputFormat.glueAvro(registry.getRegistryArn()).withReaderSchema(READER))
                .sink(S3Sink.newBucket().withPrefix("from-avro"))
                .checkpointing(often)
                .build();
        StreamingEtlApp.Builder.create(stack, "ReadJson")
                .source(KinesisSource.of(jsonStream))
                .format(InputFormat.glueJson(registry.getRegistryArn()))
                .sink(S3Sink.newBucket().withPrefix("from-json"))
                .checkpointing(often)
                .build();
    }

    /** What a serializer of another registry may have written. */
    private static byte[] unknownVersion() {
        byte[] message = new byte[20];
        message[0] = 3;
        message[9] = 7;
        return message;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<JsonNode> lines(LocalRunResult result, String prefix) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path file : result.outputs()) {
            if (file.toString().contains("/" + prefix + "/")) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }
}
