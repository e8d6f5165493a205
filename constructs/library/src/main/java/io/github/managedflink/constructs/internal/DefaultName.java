package io.github.managedflink.constructs.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.constructs.Construct;

/**
 * The name of an application that the user has not named: known at synth, so that the policies of its role and of its
 * key can name it without a circular dependency, and different in each stack.
 */
public final class DefaultName {
    private static final int MAX_LENGTH = 128;
    private static final int HASH_LENGTH = 8;

    private DefaultName() {}

    public static String of(Construct scope, String id) {
        String parent = Names.uniqueResourceName(
                scope,
                UniqueResourceNameOptions.builder()
                        .separator("-")
                        .allowedSpecialCharacters("_.-")
                        .build());
        String readable = parent + "-" + id.replaceAll("[^a-zA-Z0-9_.-]", "");
        String kept = readable.substring(0, Math.min(readable.length(), MAX_LENGTH - HASH_LENGTH - 1));
        return kept + "-" + hash(parent + "/" + id);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
