package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.internal.DefaultName;
import software.constructs.Construct;

/** The name of a cluster that the user has not named: letters, digits and hyphens, 64 at most. */
final class MskClusterName {
    private static final int MAX_LENGTH = 64;
    /** A hyphen and the eight characters that end a default name and differ in each stack. */
    private static final int SUFFIX = 9;

    private MskClusterName() {}

    static String of(Construct scope, String id) {
        String name = DefaultName.of(scope, id).replaceAll("[^a-zA-Z0-9-]", "-");
        int readable = Math.min(name.length(), MAX_LENGTH) - SUFFIX;
        return name.substring(0, readable) + name.substring(name.length() - SUFFIX);
    }
}
