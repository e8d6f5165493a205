package io.github.managedflink.model.etl;

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

class StreamingEtlSpecRoundTripTest {
    @Provide
    Arbitrary<StreamingEtlSpec> specs() {
        return Specs.any();
    }

    @Property(tries = 400, seed = "20260101")
    void whatIsWrittenReadsBackEqual(@ForAll("specs") StreamingEtlSpec spec) {
        Map<String, Map<String, String>> groups = spec.toPropertyGroups();

        StreamingEtlSpec read = StreamingEtlSpec.fromPropertyGroups(groups);

        // Field by field, because equals() compares what is written and would not miss what is not.
        assertThat(read).usingRecursiveComparison().isEqualTo(spec);
        assertThat(read.toPropertyGroups()).isEqualTo(groups);
        assertThat(PipelineKind.in(groups)).contains(PipelineKind.STREAMING_ETL);
    }

    @Property(tries = 400, seed = "20260102")
    void theOrderOfGroupsAndEntriesMeansNothing(@ForAll("specs") StreamingEtlSpec spec) {
        Map<String, Map<String, String>> sorted = new TreeMap<>(java.util.Comparator.reverseOrder());
        spec.toPropertyGroups().forEach((id, entries) -> {
            Map<String, String> reversed = new TreeMap<>(java.util.Comparator.reverseOrder());
            reversed.putAll(entries);
            sorted.put(id, reversed);
        });

        assertThat(StreamingEtlSpec.fromPropertyGroups(sorted)).isEqualTo(spec);
    }

    @Property(tries = 400, seed = "20260103")
    void theLimitsOfTheServiceHold(@ForAll("specs") StreamingEtlSpec spec) {
        Map<String, Map<String, String>> groups = spec.toPropertyGroups();

        assertThat(groups).hasSizeBetween(1, PropertyGroups.MAX_GROUPS);
        groups.forEach((id, entries) -> {
            assertThat(id).matches("[a-zA-Z0-9_.-]{1,50}");
            assertThat(entries).hasSizeBetween(1, PropertyGroups.MAX_ENTRIES);
            entries.forEach((key, value) -> {
                assertThat(key).hasSizeBetween(1, PropertyGroups.MAX_TEXT);
                assertThat(value).hasSizeBetween(1, PropertyGroups.MAX_TEXT);
            });
        });
    }

    @Property(tries = 100, seed = "20260104")
    void groupsOfOthersAreLeftAlone(@ForAll("specs") StreamingEtlSpec spec) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>(spec.toPropertyGroups());
        groups.put("my.own.group", Map.of("key", "value"));

        assertThat(StreamingEtlSpec.fromPropertyGroups(groups)).isEqualTo(spec);
    }
}
