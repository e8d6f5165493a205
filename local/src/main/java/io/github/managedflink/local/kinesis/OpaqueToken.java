package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.model.KinesisException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Text that a caller hands back as it got it: what the stand-in needs to go on, so that it need not remember its
 * callers.
 */
final class OpaqueToken {

    private static final String SEPARATOR = "|";

    private OpaqueToken() {}

    /** The parts of a token of one kind; none of them may hold the separator. */
    static String encode(String kind, Object... parts) {
        StringBuilder text = new StringBuilder(kind);
        for (Object part : parts) {
            text.append(SEPARATOR).append(part);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The parts again.
     *
     * @throws KinesisException if the token is not one of this kind
     */
    static List<String> decode(String member, String token, String kind, int count) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid(member);
        }
        List<String> parts = List.of(text.split("\\|", -1));
        if (parts.size() != count + 1 || !parts.get(0).equals(kind)) {
            throw invalid(member);
        }
        return parts.subList(1, parts.size());
    }

    static KinesisException invalid(String member) {
        return KinesisException.invalidArgument(member + " is not one that this service gave");
    }
}
