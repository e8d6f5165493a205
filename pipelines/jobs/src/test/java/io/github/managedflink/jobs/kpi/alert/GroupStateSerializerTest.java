package io.github.managedflink.jobs.kpi.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.window.FixedPanes;
import io.github.managedflink.model.kpi.AlertReason;
import io.github.managedflink.model.kpi.AlertState;
import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class GroupStateSerializerTest {
    private static final GroupStateSerializer SERIALIZER = GroupStateSerializer.INSTANCE;

    private static final String FIRST_LAYOUT =
            "0100000000000003f200000000000003ed02e40f0000f80f010801e40f023fe0000000000000027ff8000000000000ac020200036c6f770004726174650000000000000384d00f03020101d00f00000000000003ac060102630002bc0f3fd0000000000000041440000000000000000100036e65770005636f756e748000000000000000ffffffffffffffffff010000000000";

    private static GroupState state() {
        GroupState state = new GroupState();
        state.presence().add(1_000, 1_001, 1_005);
        state.presence().passUntil(1_010, new FixedPanes(10, 10));
        state.presence().add(1_020, 1_021, 1_029);
        state.presence().add(1_010, 1_010, 1_010);
        state.setNextWindow(1_010);
        state.measurements()
                .put(1_010L, new WindowMeasurement(1_010, new double[] {0.5, Double.NaN}, new long[] {2, 300}));
        RuleState rule = new RuleState("rate", 900, 17);
        rule.moveTo(AlertState.CRITICAL, AlertReason.THRESHOLD, 950, 3);
        rule.moveTo(AlertState.NO_DATA, AlertReason.NO_DATA, 1_000, 3);
        rule.fallSilent(940);
        rule.history().add(990, 0.25, 4, 3);
        rule.history().add(1_000, 2, 1, 3);
        rule.remind(1_003);
        state.rules().put("low", rule);
        state.rules().put("new", new RuleState("count", RuleState.NEVER, RuleState.NEVER));
        return state;
    }

    private static byte[] written(GroupState state) throws IOException {
        DataOutputSerializer bytes = new DataOutputSerializer(16);
        SERIALIZER.serialize(state, bytes);
        return bytes.getCopyOfBuffer();
    }

    private static GroupState read(byte[] bytes) throws IOException {
        return SERIALIZER.deserialize(new DataInputDeserializer(bytes));
    }

    private static void assertIsThatState(GroupState state) {
        assertThat(state.presence().past()).isEqualTo(1_005);
        assertThat(state.presence().firstComing()).isEqualTo(1_010);
        assertThat(state.presence().newest()).isEqualTo(1_029);
        assertThat(state.presence().firstGap(Presence.NONE, event -> event + 10))
                .isEqualTo(1_010);
        assertThat(state.nextWindow()).isEqualTo(1_010);
        assertThat(state.measurements().values())
                .containsExactly(new WindowMeasurement(1_010, new double[] {0.5, Double.NaN}, new long[] {2, 300}));
        assertThat(state.rules()).containsOnlyKeys("low", "new");
        RuleState low = state.rules().get("low");
        assertThat(low.kpi()).isEqualTo("rate");
        assertThat(low.inForceSince()).isEqualTo(900);
        assertThat(low.state()).isEqualTo(AlertState.NO_DATA);
        assertThat(low.previous()).isEqualTo(AlertState.CRITICAL);
        assertThat(low.reason()).isEqualTo(AlertReason.NO_DATA);
        assertThat(low.since()).isEqualTo(1_000);
        assertThat(low.silentSince()).isEqualTo(940);
        assertThat(low.reminded()).isEqualTo(1_003);
        assertThat(low.reminders()).isEqualTo(1);
        assertThat(low.version()).isEqualTo(1_000);
        assertThat(low.transitionsAfter(949)).isEqualTo(2);
        assertThat(low.transitionsAfter(950)).isEqualTo(1);
        assertThat(low.history().size()).isEqualTo(2);
        assertThat(low.history().newest(new FixedPanes(10, 10))).isEqualTo(new WindowValue(1_000, 1_010, 2, 1));
        RuleState fresh = state.rules().get("new");
        assertThat(fresh.state()).isEqualTo(AlertState.OK);
        assertThat(fresh.since()).isEqualTo(RuleState.NEVER);
        assertThat(fresh.inForceSince()).isEqualTo(RuleState.NEVER);
        assertThat(fresh.version()).isEqualTo(RuleState.NEVER);
        assertThat(fresh.history().size()).isZero();
    }

    @Test
    void whatIsWrittenReadsBackEqual() throws IOException {
        assertIsThatState(read(written(state())));
    }

    @Test
    void theFirstLayoutStaysReadable() throws IOException {
        assertIsThatState(read(HexFormat.of().parseHex(FIRST_LAYOUT)));
    }

    @Test
    void aCopyIsOnItsOwn() throws IOException {
        GroupState original = state();
        GroupState copy = SERIALIZER.copy(original);

        copy.rules().get("low").history().clear();
        copy.presence().add(5_000, 5_000, 5_000);

        assertThat(written(original)).isEqualTo(written(state()));
    }

    @Test
    void anUnknownLayoutIsRefused() throws IOException {
        byte[] bytes = written(state());
        bytes[0] = 2;

        assertThatThrownBy(() -> SERIALIZER.deserialize(new DataInputDeserializer(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessage("the state of a group in the unknown layout 2");
    }
}
