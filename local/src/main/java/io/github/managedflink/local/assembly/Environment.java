package io.github.managedflink.local.assembly;

import java.net.URI;

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

    /** Reads the manifest's {@code aws://ACCOUNT/REGION}, where {@code unknown-account} and {@code unknown-region} mean none. */
    static Environment parse(String uri) {
        URI parsed = URI.create(uri);
        String region = parsed.getPath() == null ? "" : parsed.getPath().replaceFirst("^/", "");
        return new Environment(
                orDefault(parsed.getAuthority(), "unknown-account", DEFAULT_ACCOUNT),
                orDefault(region, "unknown-region", DEFAULT_REGION));
    }

    private static String orDefault(String value, String unknown, String fallback) {
        return value == null || value.isEmpty() || value.equals(unknown) ? fallback : value;
    }

    /** The partition of the stand-ins: always the commercial one. */
    public String partition() {
        return "aws";
    }

    public String urlSuffix() {
        return "amazonaws.com";
    }
}
