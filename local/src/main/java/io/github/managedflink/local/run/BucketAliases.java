package io.github.managedflink.local.run;

import io.github.managedflink.local.s3.BucketAlias;
import io.github.managedflink.local.s3.S3Resources;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which one application knows its buckets, so that its calls to S3 can be told from those of others.
 * They take the place of the buckets' own names in its settings: in those of the bundled pipelines, and in S3 URIs.
 *
 * @see BucketAlias
 */
final class BucketAliases {
    /** For a run that tells nobody apart. */
    static final BucketAliases NONE = new BucketAliases(Map.of());

    private static final String BUCKET = "bucket";
    private static final Pattern URI = Pattern.compile("(s3[an]?://)([a-z0-9.-]{3,63})");
    /** As S3's own aliases of access points end. */
    private static final String SUFFIX = "-s3alias";

    private static final int MAX_LENGTH = 63;

    private final Map<String, String> aliases;

    private BucketAliases(Map<String, String> aliases) {
        this.aliases = Map.copyOf(aliases);
    }

    /** Gives an application's buckets other names in the stand-in. */
    static BucketAliases create(Set<String> buckets, String accessKeyId, S3Resources s3) throws IOException {
        Map<String, String> aliases = new TreeMap<>();
        for (String bucket : buckets) {
            String unique = "-" + UUID.randomUUID().toString().substring(0, 8) + SUFFIX;
            String alias = bucket.substring(0, Math.min(bucket.length(), MAX_LENGTH - unique.length())) + unique;
            s3.addAlias(new BucketAlias(alias, bucket, accessKeyId));
            aliases.put(bucket, alias);
        }
        return new BucketAliases(aliases);
    }

    /** Property groups with the aliases in place of the buckets. */
    Map<String, Map<String, String>> in(Map<String, Map<String, String>> groups) {
        Map<String, Map<String, String>> renamed = new LinkedHashMap<>();
        groups.forEach((id, entries) -> {
            Map<String, String> group = new LinkedHashMap<>();
            entries.forEach((key, value) -> group.put(key, isBucket(key) ? alias(value) : inUris(value)));
            renamed.put(id, group);
        });
        return renamed;
    }

    private static boolean isBucket(String key) {
        return key.equals(BUCKET) || key.endsWith("." + BUCKET);
    }

    private String alias(String bucket) {
        return aliases.getOrDefault(bucket, bucket);
    }

    private String inUris(String text) {
        return URI.matcher(text).replaceAll(uri -> Matcher.quoteReplacement(uri.group(1) + alias(uri.group(2))));
    }
}
