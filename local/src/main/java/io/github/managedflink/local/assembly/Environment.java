package io.github.managedflink.local.assembly;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Where a stack goes.
 *
 * @param account twelve digits
 * @param region for example {@code eu-west-1}
 */
public record Environment(String account, String region) {
    /** Stands for the account of a stack that is not bound to one. */
    public static final String DEFAULT_ACCOUNT = "000000000000";

    /** Stands for the region of a stack that is not bound to one. */
    public static final String DEFAULT_REGION = "us-east-1";

    /** Of the known regions, as finding one out takes long. */
    private static final Map<String, PartitionMetadata> PARTITIONS =
            Region.regions().stream().collect(Collectors.toUnmodifiableMap(Region::id, PartitionMetadata::of));

    /**
     * Reads the manifest's {@code aws://ACCOUNT/REGION}, where {@code unknown-account} and {@code unknown-region} mean
     * none.
     *
     * @param fallback the Region in place of none
     */
    static Environment parse(String uri, String fallback) {
        URI parsed = URI.create(uri);
        String region = parsed.getPath() == null ? "" : parsed.getPath().replaceFirst("^/", "");
        return new Environment(
                orDefault(parsed.getAuthority(), "unknown-account", DEFAULT_ACCOUNT),
                orDefault(region, "unknown-region", fallback));
    }

    private static String orDefault(String value, String unknown, String fallback) {
        return value == null || value.isEmpty() || value.equals(unknown) ? fallback : value;
    }

    /** A region, in the account of stacks that are bound to none. */
    public static Environment ofRegion(String region) {
        return new Environment(DEFAULT_ACCOUNT, region);
    }

    /**
     * The partition that the region lies in, as ARNs name it: {@code aws}, {@code aws-cn}, {@code aws-us-gov} or
     * another.
     */
    public String partition() {
        return metadata().id();
    }

    /** The ARN of a resource of this account and region. */
    public String arn(String service, String resource) {
        return String.join(":", "arn", partition(), service, region, account, resource);
    }

    /** How names of hosts end there. */
    public String urlSuffix() {
        return metadata().dnsSuffix();
    }

    private PartitionMetadata metadata() {
        PartitionMetadata known = PARTITIONS.get(region);
        return known == null ? PartitionMetadata.of(Region.of(region)) : known;
    }
}
