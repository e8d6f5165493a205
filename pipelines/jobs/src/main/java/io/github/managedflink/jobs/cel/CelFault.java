package io.github.managedflink.jobs.cel;

/**
 * An error in the sense of CEL: {@code &&} and {@code ||} may absorb it. Without a stack trace, as it is part of normal
 * evaluation.
 */
final class CelFault extends Exception {
    private static final long serialVersionUID = 1L;

    CelFault(String reason) {
        super(reason, null, false, false);
    }
}
