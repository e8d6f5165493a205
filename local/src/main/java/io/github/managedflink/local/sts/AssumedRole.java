package io.github.managedflink.local.sts;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A role that somebody has assumed at the stand-in. The access key of the temporary credentials names it, so that every
 * stand-in can tell from a signature whose permissions hold.
 *
 * @param roleArn the ARN of the role
 * @param sessionName the name of the session
 * @param assumedBy the id of the access key with which it was assumed
 */
public record AssumedRole(String roleArn, String sessionName, String assumedBy) {
    /** What the access keys of temporary credentials begin with. */
    private static final String PREFIX = "ASIA";

    private static final char SEPARATOR = ' ';

    /** The access key of credentials for this role. */
    String accessKeyId() {
        String identity = roleArn + SEPARATOR + sessionName + SEPARATOR + assumedBy;
        return PREFIX
                + Base64.getUrlEncoder().withoutPadding().encodeToString(identity.getBytes(StandardCharsets.UTF_8));
    }

    /** The role that the access key is for; empty if the credentials are not of {@code AssumeRole}. */
    public static Optional<AssumedRole> of(String accessKeyId) {
        if (!accessKeyId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] identity = Base64.getUrlDecoder().decode(accessKeyId.substring(PREFIX.length()));
            String[] parts = new String(identity, StandardCharsets.UTF_8).split(String.valueOf(SEPARATOR), -1);
            return parts.length == 3 && parts[0].startsWith("arn:")
                    ? Optional.of(new AssumedRole(parts[0], parts[1], parts[2]))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
