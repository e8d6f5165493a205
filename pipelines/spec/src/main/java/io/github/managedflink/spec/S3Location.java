package io.github.managedflink.spec;

import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.SettingsReader;
import io.github.managedflink.spec.settings.SettingsWriter;
import io.github.managedflink.spec.settings.SpecValue;
import io.github.managedflink.spec.settings.Tokens;
import java.util.regex.Pattern;

/** A bucket, and a key or a prefix of keys in it. */
public final class S3Location extends SpecValue {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final int MAX_KEY = 1024;

    private final String bucket;
    private final String key;

    private S3Location(String bucket, String key) {
        this.bucket = bucket;
        this.key = key;
    }

    /**
     * A place in a bucket.
     *
     * @param bucket the bucket's name
     * @param key a key, or a prefix without a slash at its ends; empty for the whole bucket
     */
    public static S3Location of(String bucket, String key) {
        return new S3Location(bucket, key == null || key.isEmpty() ? null : key);
    }

    static S3Location read(SettingsReader settings) {
        return new S3Location(settings.text("bucket"), settings.text("key"));
    }

    /** Reads the location below {@code name}. */
    public static S3Location read(SettingsReader settings, String name) {
        return read(settings.at(name));
    }

    /** The bucket's name. */
    public String bucket() {
        return bucket;
    }

    /** The key or prefix; empty for the whole bucket. */
    public String key() {
        return key == null ? "" : key;
    }

    /** The location as Flink's file systems write it: {@code s3://bucket/key}. */
    public String uri() {
        return "s3://" + bucket + (key == null ? "/" : "/" + key);
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("bucket", bucket).put("key", key);
    }

    @Override
    public void check(Faults faults) {
        faults.require("bucket", bucket);
        faults.matches(
                "bucket",
                bucket,
                BUCKET,
                "is no bucket name; it has 3 to 63 lower-case letters, digits, dots or hyphens, without s3://.");
        if (key != null && !Tokens.isToken(key)) {
            if (key.startsWith("/") || key.endsWith("/") || key.contains("//")) {
                faults.add("key", key, "may neither begin nor end with a slash nor have two in a row.");
            }
            if (key.length() > MAX_KEY) {
                faults.add("key", key, "may have " + MAX_KEY + " characters at most.");
            }
        }
    }
}
