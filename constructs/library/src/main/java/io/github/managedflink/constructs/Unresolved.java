package io.github.managedflink.constructs;

/** Stands for the names of resources that do not exist yet, while a specification is checked. */
final class Unresolved {
    private Unresolved() {}

    /** A text that specifications take for a CDK token and so do not check. */
    static String text(String what) {
        return "${Token[" + what + "]}";
    }
}
