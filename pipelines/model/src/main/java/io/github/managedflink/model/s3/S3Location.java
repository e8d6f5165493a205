package io.github.managedflink.model.s3;

import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A bucket, and a key or a prefix of keys in it. */
public final class S3Location extends SpecValue {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    /** In bytes of UTF-8. */
    private static final int MAX_KEY = 1024;
    /** What the name of a file and of its folders by partitions needs at least, in bytes. */
    private static final int FILE_NAME = 80;
    /** What an IAM policy may be made of; it refuses controls and everything beyond. */
    private static final Pattern POLICY_TEXT = Pattern.compile("[\\x20-\\x7e\\xa0-\\xff]*");
    /** What Flink's and Hadoop's paths take for something else: another slash, this folder, the one above. */
    private static final Pattern NOT_LITERAL_IN_PATH = Pattern.compile("\\\\|(^|/)\\.{1,2}(/|$)");
    /** What a policy takes for more than itself, apart from CDK tokens. */
    private static final Pattern NOT_LITERAL_IN_POLICY = Pattern.compile("[*?]|\\$\\{(?!Token\\[)");

    private final String bucket;
    private final String key;

    private S3Location(String bucket, String key) {
        this.bucket = bucket;
        this.key = key;
    }

    /**
     * Returns a place in a bucket.
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

    /** Returns the bucket's name. */
    public String bucket() {
        return bucket;
    }

    /** Returns the key or prefix; empty for the whole bucket. */
    public String key() {
        return key == null ? "" : key;
    }

    /** Returns the location as Flink's file systems write it: {@code s3://bucket/key}. */
    public String uri() {
        return "s3://" + bucket + (key == null ? "/" : "/" + key);
    }

    /**
     * Returns whether the one location lies inside the other, or both are one; as far as it shows at synth, where a
     * name may be a CDK token.
     */
    public boolean overlaps(S3Location other) {
        Arguments.given("other", other);
        return bucket != null && bucket.equals(other.bucket) && (holds(other) || other.holds(this));
    }

    private boolean holds(S3Location other) {
        return key == null || (other.key().equals(key) || other.key().startsWith(key + "/"));
    }

    /**
     * Records that a key cannot stand for itself in a policy, because it has a wildcard or a policy variable, so that a
     * permission on it would be one on other objects too, or characters that no policy may have. Null and CDK tokens
     * pass.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html">The characters of a
     *     policy</a>
     */
    public static void checkLiteralInPolicy(Violations violations, String setting, String key) {
        if (key != null && NOT_LITERAL_IN_POLICY.matcher(key).find()) {
            violations.add(
                    setting,
                    key,
                    "may have no *, ? and ${, which a policy takes for wildcards and variables, so that the job could"
                            + " reach other objects.");
        }
        if (key != null && !POLICY_TEXT.matcher(key).matches()) {
            violations.add(
                    setting,
                    key,
                    "may have printable characters up to U+00FF (ÿ) only; the role's policy, which names it, takes no others.");
        }
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("bucket", bucket).put("key", key);
    }

    @Override
    public void check(Violations violations) {
        check(violations, MAX_KEY);
    }

    /** Checks the location as a prefix of keys, to which the names of files are added. */
    public void checkPrefix(Violations violations) {
        check(violations, MAX_KEY - FILE_NAME);
    }

    private void check(Violations violations, int mostBytes) {
        violations.require("bucket", bucket);
        violations.matches(
                "bucket",
                bucket,
                BUCKET,
                "is no bucket name; it has 3 to 63 lower-case letters, digits, dots or hyphens, without s3://.");
        checkLiteralInPolicy(violations, "key", key);
        if (key != null && !Tokens.isToken(key)) {
            if (key.startsWith("/") || key.endsWith("/") || key.contains("//")) {
                violations.add("key", key, "may neither begin nor end with a slash nor have two in a row.");
            }
            if (NOT_LITERAL_IN_PATH.matcher(key).find()) {
                violations.add(
                        "key",
                        key,
                        "may have no backslash and no folder . or .., which Flink's paths take for others.");
            }
            if (key.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
                violations.add("key", key, "may have " + mostBytes + " bytes at most.");
            }
        }
    }
}
