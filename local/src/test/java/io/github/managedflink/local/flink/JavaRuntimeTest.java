package io.github.managedflink.local.flink;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.result.LocalRunException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaRuntimeTest {
    @ParameterizedTest
    @ValueSource(ints = {17, 21, 22})
    void takes(int version) {
        assertThatCode(() -> JavaRuntime.checkVersion(version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 23, 25})
    void refusesWithTheVersionsThatItTakes(int version) {
        assertThatThrownBy(() -> JavaRuntime.checkVersion(version))
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining("This is Java " + version + ",")
                .hasMessageContaining("a JDK from 17 to 22");
    }
}
