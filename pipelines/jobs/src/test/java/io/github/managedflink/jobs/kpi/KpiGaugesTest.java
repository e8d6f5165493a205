package io.github.managedflink.jobs.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.GenericMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.junit.jupiter.api.Test;

class KpiGaugesTest {
    /** The gauges that reporters see now, by their groups. */
    private final Map<String, Gauge<?>> reported = new TreeMap<>();

    private final KpiGauges gauges = new KpiGauges(
            new GenericMetricGroup(
                    TestingMetricRegistry.builder()
                            .setRegisterConsumer((metric, name, group) -> reported.put(group(group), (Gauge<?>) metric))
                            .setUnregisterConsumer((metric, name, group) -> reported.remove(group(group)))
                            .build(),
                    null,
                    "operator"),
            List.of("success"),
            2);

    private static String group(AbstractMetricGroup<?> group) {
        String[] scope = group.getScopeComponents();
        return Arrays.asList(scope).get(scope.length - 1);
    }

    @Test
    void aGroupThatIsForgottenMakesRoomForAnother() {
        gauges.show("a", new double[] {0.5});
        gauges.show("b", new double[] {0.6});
        gauges.show("c", new double[] {0.7});
        assertThat(reported).containsOnlyKeys("a", "b");

        gauges.hide("a");
        assertThat(reported).containsOnlyKeys("b");
        gauges.show("c", new double[] {0.8});

        assertThat(reported).containsOnlyKeys("b", "c");
        assertThat(reported.get("c").getValue()).isEqualTo(0.8);
    }

    @Test
    void aGroupThatComesBackIsShownAgain() {
        gauges.show("a", new double[] {0.5});
        gauges.hide("a");

        gauges.show("a", new double[] {0.4});

        assertThat(reported.get("a").getValue()).isEqualTo(0.4);
    }
}
