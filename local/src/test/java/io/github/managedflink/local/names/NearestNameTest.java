package io.github.managedflink.local.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "run, run, 0",
        "run, '', 3",
        "hlep, help, 1",
        "rn, run, 1",
        "runn, run, 1",
        "ruf, run, 1",
        "repotrs, report, 2",
        "ca, abc, 3"
    })
    void countsEditsAndExchangesOfNeighbours(String from, String to, int edits) {
        assertThat(NearestName.edits(from, to)).isEqualTo(edits);
        assertThat(NearestName.edits(to, from)).isEqualTo(edits);
    }

    @Test
    void findsTheNearestThatIsNear() {
        List<String> names = List.of("run", "report", "help", "eu-west-2", "eu-west-1");

        assertThat(NearestName.to("rnu", names)).contains("run");
        assertThat(NearestName.to("hlep", names)).contains("help");
        assertThat(NearestName.to("reprots", names)).isEmpty();
        assertThat(NearestName.to("eu-wst-", names)).isEmpty();
        assertThat(NearestName.to("eu-wst-3", names)).contains("eu-west-1");
        assertThat(NearestName.to("start", names)).isEmpty();
        assertThat(NearestName.to("", names)).isEmpty();
    }
}
