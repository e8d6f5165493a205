package io.github.managedflink.local.assembly;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * Names of resources that the template leaves unnamed: {@code STACK-LOGICALID-SUFFIX} as CloudFormation's own, but with a suffix that
 * is the same in every run.
 */
final class PhysicalNames {
    private static final int SUFFIX_LENGTH = 12;

    private PhysicalNames() {}

    static String generate(String stackName, String logicalId, int maxLength, boolean lowerCase) {
        String suffix = suffix(stackName + "/" + logicalId);
        // Both parts stay recognisable when the service's limit makes them shorter.
        int room = maxLength - SUFFIX_LENGTH - 2;
        String logical = head(logicalId, Math.max(room / 2, room - stackName.length()));
        String stack = head(stackName, room - logical.length());
        String name = (stack.isEmpty() ? "" : stack + "-") + logical + "-" + suffix;
        return lowerCase ? name.toLowerCase(Locale.ROOT) : name;
    }

    private static String head(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    private static String suffix(String seed) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            String digits = new BigInteger(1, hash).toString(36).toUpperCase(Locale.ROOT);
            return digits.substring(0, SUFFIX_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
