package io.github.managedflink.jobs.kpi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // Flink's harness may be interrupted when it is closed; nobody does.
class RulesObjectFunctionTest {
    @TempDir
    Path folder;

    @Test
    void passesTheDocumentWhenItChangesAndAfterEachStart() throws Exception {
        OperatorSubtaskState snapshot;
        try (OneInputStreamOperatorTestHarness<Long, PipelineEvent> harness = harness()) {
            harness.open();
            assertThat(tick(harness)).as("there is no document").isEmpty();
            write("{\"revision\":1}");
            assertThat(tick(harness)).containsExactly("{\"revision\":1}");
            assertThat(tick(harness)).isEmpty();
            write("{\"revision\":2}");
            assertThat(tick(harness)).containsExactly("{\"revision\":2}");
            snapshot = harness.snapshot(1, 1);
        }

        try (OneInputStreamOperatorTestHarness<Long, PipelineEvent> harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            assertThat(tick(harness))
                    .as("another deployment may take what was refused")
                    .containsExactly("{\"revision\":2}");
            assertThat(tick(harness)).isEmpty();
        }
    }

    @Test
    void goesOnFromASavepointThatHasTheLastDocument() throws Exception {
        write("{\"revision\":1}");
        OperatorSubtaskState snapshot;
        try (OneInputStreamOperatorTestHarness<Long, PipelineEvent> before =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new Remembering()))) {
            before.open();
            snapshot = before.snapshot(1, 1);
        }

        try (OneInputStreamOperatorTestHarness<Long, PipelineEvent> harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            assertThat(tick(harness)).containsExactly("{\"revision\":1}");
            harness.snapshot(2, 2);
        }
    }

    private OneInputStreamOperatorTestHarness<Long, PipelineEvent> harness() throws Exception {
        OneInputStreamOperatorTestHarness<Long, PipelineEvent> harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RulesObjectFunction(
                        new org.apache.flink.core.fs.Path(document().toUri()))));
        harness.setup(PipelineEventTypeInfo.INSTANCE.createSerializer(
                harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    private Path document() {
        return folder.resolve("rules.json");
    }

    private void write(String document) throws Exception {
        Files.writeString(document(), document);
    }

    private static List<String> tick(OneInputStreamOperatorTestHarness<Long, PipelineEvent> harness) throws Exception {
        harness.processElement(new StreamRecord<>(1L));
        List<String> passed = harness.extractOutputValues().stream()
                .map(event -> new String(event.message().payload(), UTF_8))
                .toList();
        harness.getOutput().clear();
        return passed;
    }

    /** The state that savepoints had when the document was kept in them. */
    private static final class Remembering extends ProcessFunction<Long, PipelineEvent>
            implements CheckpointedFunction {
        private static final long serialVersionUID = 1L;

        private transient ListState<byte[]> state;

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            state = context.getOperatorStateStore()
                    .getListState(new ListStateDescriptor<>(
                            "document", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            state.update(List.of("{\"revision\":1}".getBytes(UTF_8)));
        }

        @Override
        public void processElement(Long tick, Context context, Collector<PipelineEvent> out) {}
    }
}
