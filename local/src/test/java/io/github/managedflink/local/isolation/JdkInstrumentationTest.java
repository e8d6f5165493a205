package io.github.managedflink.local.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JVMs of their own, as one that is changed stays so. */
class JdkInstrumentationTest {
    @Test
    @DisplayName("Each way out is seen to be asked about, and none before the JDK has been changed")
    void provesThatTheJdkAsks() throws Exception {
        List<String> all = Arrays.stream(BoundaryPoint.values())
                .map(BoundaryPoint::toString)
                .toList();

        assertThat(lines("gaps")).isEqualTo(all);
        assertThat(lines("install", "gaps")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdk.net.usePlainSocketImpl, a Socket connects",
        "jdk.net.usePlainDatagramSocketImpl, a DatagramSocket sends"
    })
    @EnabledForJreRange(max = JRE.JAVA_17)
    @DisplayName("Sockets that connect in another way are refused, each time")
    void refusesOldSockets(String setting, String point) throws Exception {
        String refusal = "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor")
                + ") does not ask the run when " + point + ". Start Java without -D" + setting;

        assertThat(lines("-D" + setting + "=true", "install", "install")).containsExactly(refusal, refusal);
    }

    /** What a JVM prints that is started with options and does some things. */
    private static List<String> lines(String... optionsAndThings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.attach.allowAttachSelf=true",
                "-XX:+EnableDynamicAgentLoading"));
        Stream.of(optionsAndThings).filter(each -> each.startsWith("-")).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Changed.class.getName()));
        Stream.of(optionsAndThings).filter(each -> !each.startsWith("-")).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.contains("Sharing is only supported for boot loader classes"))
                .toList();
    }

    /** The JVM to be changed. */
    static final class Changed {
        private Changed() {}

        public static void main(String[] things) {
            for (String thing : things) {
                switch (thing) {
                    case "gaps" ->
                        Arrays.stream(BoundaryPoint.values())
                                .filter(point -> !BoundaryProbe.isAskedAt(point))
                                .forEach(System.out::println);
                    case "install" -> {
                        try {
                            JdkInstrumentation.install();
                        } catch (IOException e) {
                            System.out.println(e.getMessage());
                        }
                    }
                    default -> throw new IllegalArgumentException(thing);
                }
            }
        }
    }
}
