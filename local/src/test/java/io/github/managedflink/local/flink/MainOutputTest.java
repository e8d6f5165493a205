package io.github.managedflink.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class MainOutputTest {
    @Test
    void takesBothStreamsInTheirOrderAndGivesThemBack() {
        // given
        PrintStream out = System.out;
        PrintStream err = System.err;

        // when
        MainOutput output = MainOutput.capture();
        String printed;
        try {
            System.out.println("Größe: 3");
            System.err.println("careful");
        } finally {
            printed = output.release();
        }

        // then
        assertThat(printed.lines()).containsExactly("Größe: 3", "careful");
        assertThat(System.out).isSameAs(out);
        assertThat(System.err).isSameAs(err);
    }
}
