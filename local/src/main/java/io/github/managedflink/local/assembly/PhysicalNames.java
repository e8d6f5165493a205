package io.github.managedflink.local.assembly;

import java.math.BigInteger;
import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Names of resources that the template leaves unnamed: {@code STACK-LOGICALID-SUFFIX} as CloudFormation's own, but with
 * a suffix that is the same in every run.
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
        String digits = new BigInteger(1, DigestUtils.sha256(seed)).toString(36).toUpperCase(Locale.ROOT);
        return digits.substring(0, SUFFIX_LENGTH);
    }
}
