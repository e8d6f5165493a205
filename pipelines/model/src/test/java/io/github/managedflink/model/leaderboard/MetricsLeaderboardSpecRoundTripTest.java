package io.github.managedflink.model.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.PipelineKind;
import io.github.managedflink.model.PropertyGroups;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MetricsLeaderboardSpecRoundTripTest {
    @Provide
    Arbitrary<MetricsLeaderboardSpec> specs() {
        return LeaderboardSpecs.any();
    }

    @Property(tries = 80, seed = "20260201")
    void whatIsWrittenReadsBackEqual(@ForAll("specs") MetricsLeaderboardSpec spec) {
        Map<String, Map<String, String>> groups = spec.toPropertyGroups();

        MetricsLeaderboardSpec read = MetricsLeaderboardSpec.fromPropertyGroups(groups);

        // Field by field, because equals() compares what is written and would not miss what is not.
        assertThat(read).usingRecursiveComparison().isEqualTo(spec);
        assertThat(read.toPropertyGroups()).isEqualTo(groups);
        assertThat(PipelineKind.in(groups)).contains(PipelineKind.METRICS_LEADERBOARD);
    }

    @Property(tries = 40, seed = "20260202")
    void theOrderOfGroupsAndEntriesMeansNothing(@ForAll("specs") MetricsLeaderboardSpec spec) {
        Map<String, Map<String, String>> sorted = new TreeMap<>(java.util.Comparator.reverseOrder());
        spec.toPropertyGroups().forEach((id, entries) -> {
            Map<String, String> reversed = new TreeMap<>(java.util.Comparator.reverseOrder());
            reversed.putAll(entries);
            sorted.put(id, reversed);
        });

        assertThat(MetricsLeaderboardSpec.fromPropertyGroups(sorted)).isEqualTo(spec);
    }

    @Property(tries = 40, seed = "20260203")
    void theLimitsOfTheServiceHold(@ForAll("specs") MetricsLeaderboardSpec spec) {
        Map<String, Map<String, String>> groups = spec.toPropertyGroups();

        assertThat(groups).hasSizeBetween(1, PropertyGroups.MAX_GROUPS);
        groups.forEach((id, entries) -> {
            assertThat(id).matches("[a-zA-Z0-9_.-]{1,50}");
            assertThat(entries).hasSizeBetween(1, PropertyGroups.MAX_ENTRIES);
        });
    }

    @Property(tries = 20, seed = "20260204")
    void groupsOfOthersAreLeftAlone(@ForAll("specs") MetricsLeaderboardSpec spec) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>(spec.toPropertyGroups());
        groups.put("my.own.group", Map.of("key", "value"));

        assertThat(MetricsLeaderboardSpec.fromPropertyGroups(groups)).isEqualTo(spec);
    }
}
