package io.github.managedflink.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * The stand-in against an independent implementation of the service: the same calls, through the AWS SDK, mean the
 * same.
 */
class KinesisConformanceTest {

    private static KinesisLocal oracle;
    private static KinesisStandIn standIn;
    private static KinesisClient oracleClient;
    private static KinesisClient standInClient;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        oracle = KinesisLocal.start(folder.resolve("kinesis-local.log").toFile());
        standIn = KinesisStandIn.start();
        oracleClient = KinesisClients.sync(oracle.endpoint());
        standInClient = KinesisClients.sync(standIn.endpoint());
    }

    @AfterAll
    static void stop() {
        oracleClient.close();
        standInClient.close();
        standIn.close();
        oracle.close();
    }

    @ParameterizedTest
    @EnumSource
    void answersMeanTheSame(ConformanceScenario scenario) {
        Transcript expected = scenario.playedBy(oracleClient);
        Transcript actual = scenario.playedBy(standInClient);

        assertThat(actual).hasToString(expected.toString());
    }
}
