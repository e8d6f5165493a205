package io.github.managedflink.local.kinesis.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;

class HashKeyRangeProperties {

    private static final String LARGEST = "340282366920938463463374607431768211455";

    @Property(tries = 200, seed = "1")
    void uniformRangesCoverTheSpaceWithoutGapOrOverlap(@ForAll @IntRange(min = 1, max = 10_000) int count) {
        List<HashKeyRange> ranges = HashKeyRange.uniform(count);

        BigInteger next = BigInteger.ZERO;
        for (HashKeyRange range : ranges) {
            assertThat(range.start()).isEqualTo(next);
            next = range.end().add(BigInteger.ONE);
        }
        assertThat(next).isEqualTo(HashKeyRange.MAX_KEY.add(BigInteger.ONE));
        assertThat(ranges).hasSize(count);
    }

    @Property(tries = 200, seed = "1")
    void mergingUndoesASplit(@ForAll @BigRange(min = "0", max = LARGEST) BigInteger newStart) {
        HashKeyRange whole = HashKeyRange.uniform(1).get(0);
        Assume.that(whole.canSplitAt(newStart));

        List<HashKeyRange> parts = whole.splitAt(newStart);

        assertThat(parts.get(1).mergeWith(parts.get(0))).isEqualTo(whole);
        assertThat(parts).filteredOn(part -> part.contains(newStart)).containsExactly(parts.get(1));
    }
}
