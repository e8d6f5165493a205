package io.github.managedflink.local.kinesis.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ShardTopologyProperties {

    @Property(tries = 300, seed = "1")
    void anyReshardingKeepsEveryKeyInOneOpenShard(
            @ForAll @IntRange(min = 1, max = 20) int shards, @ForAll @Size(max = 20) List<Integer> choices) {
        ShardTopology topology = topology(shards);

        choices.forEach(choice -> reshard(topology, choice));

        BigInteger next = BigInteger.ZERO;
        for (Shard shard : topology.open()) {
            assertThat(shard.range().start()).isEqualTo(next);
            next = shard.range().end().add(BigInteger.ONE);
        }
        assertThat(next).isEqualTo(HashKeyRange.MAX_KEY.add(BigInteger.ONE));
    }

    @Property(tries = 300, seed = "1")
    void childrenBeginAfterTheirParentsHaveEnded(
            @ForAll @IntRange(min = 1, max = 20) int shards, @ForAll @Size(max = 20) List<Integer> choices) {
        ShardTopology topology = topology(shards);

        choices.forEach(choice -> reshard(topology, choice));

        for (Shard child : topology.all()) {
            for (String parent : child.parents()) {
                assertThat(new BigInteger(child.startingSequenceNumber()))
                        .isGreaterThan(new BigInteger(
                                topology.get(parent).endingSequenceNumber().orElseThrow()));
            }
        }
    }

    @Property(tries = 300, seed = "1")
    void scalingGivesOpenShardsOfOneSize(
            @ForAll @IntRange(min = 1, max = 60) int from,
            @ForAll @IntRange(min = 1, max = 60) int to,
            @ForAll @IntRange(min = 1, max = 60) int back) {
        ShardTopology topology = topology(from);

        for (int target : new int[] {to, back}) {
            topology.scaleTo(target);

            BigInteger size = HashKeyRange.MAX_KEY.divide(BigInteger.valueOf(target));
            assertThat(topology.open()).hasSize(target).allSatisfy(shard -> assertThat(difference(shard.range(), size))
                    .isLessThan(BigInteger.ONE.shiftLeft(66)));
        }
    }

    private static BigInteger difference(HashKeyRange range, BigInteger size) {
        return range.end().subtract(range.start()).subtract(size).abs();
    }

    private static ShardTopology topology(int shards) {
        AtomicLong sequence = new AtomicLong();
        return new ShardTopology(shards, sequence::getAndIncrement, Clock.systemUTC());
    }

    /** Splits or merges one of the open shards; the choice says which. */
    private static void reshard(ShardTopology topology, int choice) {
        List<Shard> open = new ArrayList<>(topology.open());
        int index = Math.floorMod(choice, open.size());
        if (choice % 2 == 0 || index == open.size() - 1) {
            HashKeyRange range = open.get(index).range();
            topology.split(open.get(index), range.start().add(range.end()).shiftRight(1));
        } else {
            topology.merge(open.get(index), open.get(index + 1));
        }
    }
}
