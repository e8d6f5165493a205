package io.github.managedflink.jobs.cel;

/**
 * The closures do not cover what an expression asks for: thrown while an expression is compiled or, for values of rare
 * types, while it is evaluated. Then cel-java's runtime takes over. No error in the sense of CEL, so that nothing
 * absorbs it.
 */
final class CelUncovered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CelUncovered(String what) {
        super(what, null, false, false);
    }
}
