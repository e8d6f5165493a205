package io.github.managedflink.constructs;

/** Knows the numbers that the CDK puts where a number is known only at deployment. */
final class NumberTokens {
    /** The CDK encodes a number token as a double near the lowest, far below any real setting. */
    private static final double HIGHEST_TOKEN = -1e288;

    private NumberTokens() {}

    static boolean isToken(Number value) {
        return value.doubleValue() < HIGHEST_TOKEN;
    }
}
