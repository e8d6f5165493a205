package io.github.managedflink.constructs.internal;

/** Stands for the names of resources that do not exist yet, while a specification is checked. */
public final class Unresolved {
    private Unresolved() {}

    /** A text that specifications take for a CDK token and so do not check. */
    public static String text(String what) {
        return "${Token[" + what + "]}";
    }
}
