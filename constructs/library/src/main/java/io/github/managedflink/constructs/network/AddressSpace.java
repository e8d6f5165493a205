package io.github.managedflink.constructs.network;

import io.github.managedflink.constructs.internal.VpcSubnets;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The addresses of the subnets that applications are in. Each KPU takes one, in any of the application's subnets, up to
 * the most KPUs that it can scale to.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc.html">Applications in a VPC</a>
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html">Sizes of subnets</a>
 */
final class AddressSpace {
    private static final int ADDRESS_BITS = 32;
    /** What AWS keeps of each subnet for itself. */
    private static final int RESERVED = 5;

    private final Map<String, Long> taken = new HashMap<>();

    /** @param taken ids of subnets, one for each address that something else has in it */
    AddressSpace(Collection<String> taken) {
        taken.forEach(subnet -> this.taken.merge(subnet, 1L, Long::sum));
    }

    void check(List<NetworkMember> members, Violations violations) {
        List<NetworkMember> known =
                members.stream().filter(member -> member.kpus().isPresent()).toList();
        boolean eachFits = true;
        for (NetworkMember member : known) {
            eachFits &= fits(List.of(member), violations);
        }
        if (eachFits && known.size() > 1) {
            fits(known, violations);
        }
    }

    private boolean fits(List<NetworkMember> members, Violations violations) {
        Map<String, Optional<String>> ranges = new LinkedHashMap<>();
        for (NetworkMember member : members) {
            VpcSubnets subnets = member.network().subnets();
            for (int i = 0; i < subnets.ids().size(); i++) {
                ranges.put(subnets.ids().get(i), subnets.ranges().get(i));
            }
        }
        if (!ranges.values().stream().allMatch(AddressSpace::isKnown)) {
            return true;
        }
        long kpus = members.stream()
                .mapToLong(member -> member.kpus().orElseThrow())
                .sum();
        long free = ranges.entrySet().stream()
                .mapToLong(subnet -> free(subnet.getKey(), subnet.getValue().orElseThrow()))
                .sum();
        if (free >= kpus) {
            return true;
        }
        violations.add(
                "network.subnets",
                String.join(
                        ", ",
                        ranges.values().stream().map(Optional::orElseThrow).toList()),
                "have " + free + " addresses to give, too few for the up to " + kpus + " KPUs of "
                        + members.stream().map(NetworkMember::path).collect(Collectors.joining(", "))
                        + ", each of which takes one. Select larger subnets, or lower what the application can scale to with"
                        + " scaling(…) or quota(…).");
        return false;
    }

    private static boolean isKnown(Optional<String> range) {
        return range.filter(cidr -> !Tokens.isToken(cidr)).isPresent();
    }

    private long free(String subnet, String range) {
        int prefix = Integer.parseInt(range.substring(range.indexOf('/') + 1));
        return Math.max(0, (1L << (ADDRESS_BITS - prefix)) - RESERVED - taken.getOrDefault(subnet, 0L));
    }
}
