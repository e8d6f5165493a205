package io.github.managedflink.constructs.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlinkRuntimeTest {
    @Test
    void eachKnownRuntimeHasAConstant() {
        assertThat(FlinkRuntime.known())
                .containsExactly(
                        FlinkRuntime.FLINK_1_15,
                        FlinkRuntime.FLINK_1_18,
                        FlinkRuntime.FLINK_1_19,
                        FlinkRuntime.FLINK_1_20,
                        FlinkRuntime.FLINK_2_2,
                        FlinkRuntime.FLINK_2_3);
    }
}
