package io.github.managedflink.test.msk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.Checkpointing;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.constructs.msk.MskSource;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Vpc;

/**
 * A pipeline that copies the records of a topic, {@code {"id": NUMBER}}, to another topic of the same cluster, by their
 * ids.
 */
final class TopicCopy {
    static final String FROM = "orders";
    static final String TO = "copies";

    private static final JsonMapper JSON = new JsonMapper();

    private TopicCopy() {}

    /** The pipeline on a cluster in the VPC that is handed to {@code cluster}. */
    static SynthesizedStack inVpc(Function<IVpc, MskCluster> cluster, UnaryOperator<MskSink> sink) {
        return stack(
                scope -> {
                    IVpc vpc = Vpc.Builder.create(scope, "Network").maxAzs(2).build();
                    return new Place(cluster.apply(vpc), Optional.of(vpc));
                },
                sink);
    }

    /** The pipeline on any cluster. */
    static SynthesizedStack on(MskCluster cluster, UnaryOperator<MskSink> sink) {
        return stack(scope -> new Place(cluster, Optional.empty()), sink);
    }

    private record Place(MskCluster cluster, Optional<IVpc> vpc) {}

    private static SynthesizedStack stack(Function<Stack, Place> places, UnaryOperator<MskSink> sink) {
        return SynthesizedStack.inRegion(FeatureFlags.NONE, scope -> {
            Place place = places.apply(scope);
            StreamingEtlApp.Builder pipeline = StreamingEtlApp.Builder.create(scope, "Copy")
                    .source(MskSource.of(place.cluster(), FROM).withGroupId("etl"))
                    .sink(sink.apply(
                            MskSink.of(place.cluster(), TO).withKey("id").withExactlyOnce("etl-copies")))
                    .checkpointing(Checkpointing.every(Duration.ofSeconds(1)).withMinPause(Duration.ZERO));
            place.vpc().ifPresent(pipeline::vpc);
            pipeline.build();
        });
    }

    static LocalRun.Builder run(SynthesizedStack stack, Path out) {
        return LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .out(out);
    }

    static List<byte[]> records(int count) {
        return IntStream.range(0, count)
                .mapToObj(id -> ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** What the other topic received. */
    static List<JsonNode> copies(LocalRunResult result) throws IOException {
        return lines(result.outputs(), "/" + TO + ".jsonl");
    }

    static List<Integer> ids(LocalRunResult result) throws IOException {
        return copies(result).stream()
                .map(copy -> copy.at("/value/id").intValue())
                .toList();
    }

    static List<JsonNode> deadLetters(LocalRunResult result) throws IOException {
        return lines(result.outputs(), "/dead-letters/");
    }

    private static List<JsonNode> lines(Collection<Path> files, String part) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path file : files) {
            if (file.toString().contains(part)) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }
}
