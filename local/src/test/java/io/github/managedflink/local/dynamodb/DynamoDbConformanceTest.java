package io.github.managedflink.local.dynamodb;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.http.AwsEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stand-in against an independent implementation of the service, whose errors were taken from the service, and
 * against the documentation where that implementation has no answer or another one.
 */
class DynamoDbConformanceTest {

    private static final Path SCENARIOS = Path.of("src", "test", "resources", "dynamodb", "conformance.txt");

    private static Dynalite oracle;
    private static AwsEndpoint standIn;
    private static RawDynamoDb oracleCalls;
    private static RawDynamoDb standInCalls;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        oracle = Dynalite.start(folder.resolve("dynalite.log").toFile());
        standIn = AwsEndpoint.start(Gate.open(), List.of(new DynamoDbStandIn()));
        oracleCalls = new RawDynamoDb(oracle.endpoint());
        standInCalls = new RawDynamoDb(standIn.endpoint());
    }

    @AfterAll
    static void stop() {
        standIn.close();
        oracle.close();
    }

    static List<ConformanceScenario> scenarios() throws IOException {
        return ConformanceScenario.read(SCENARIOS);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void answersAsTheServiceDoes(ConformanceScenario scenario) {
        oracleCalls.clear();
        standInCalls.clear();
        SoftAssertions.assertSoftly(soft -> scenario.calls().forEach(call -> compare(call, soft)));
    }

    private static void compare(ConformanceScenario.Call call, SoftAssertions soft) {
        String place = SCENARIOS.getFileName() + ":" + call.line() + " " + call.action();
        String actual = call.madeTo(standInCalls).toString();
        if (call.expected().isPresent()) {
            String expected = call.comparable(call.expected().get()).toString();
            soft.assertThat(actual).as(place).isEqualTo(expected);
        }
        switch (call.source()) {
            case OTHER_SERVER ->
                soft.assertThat(actual)
                        .as(place)
                        .isEqualTo(call.madeTo(oracleCalls).toString());
            case DIFFERENCE, STAND_IN ->
                soft.assertThat(call.madeTo(oracleCalls).toString())
                        .as("no difference any more: " + place)
                        .isNotEqualTo(actual);
            case DOCUMENTATION -> {}
        }
    }
}
