package io.github.managedflink.model.settings;

/** Knows the placeholders that the CDK puts where a value is known only at deployment. */
public final class Tokens {
    /** The CDK encodes a number as a double near the lowest, far below any real setting. */
    private static final double HIGHEST_NUMBER = -1e288;

    private Tokens() {}

    /** Returns whether {@code text} holds a CDK string token, such as {@code ${Token[Bucket.Name.12]}}. */
    public static boolean isToken(String text) {
        return text.contains("${Token[");
    }

    /** Returns whether {@code number} is one by which the CDK encodes a number that only the deployment knows. */
    public static boolean isToken(Number number) {
        double value = Arguments.given("number", number).doubleValue();
        return Double.isFinite(value) && value < HIGHEST_NUMBER;
    }

    /**
     * Returns whether {@code element} is the one element by which the CDK encodes a list that only the deployment
     * knows.
     */
    public static boolean isListToken(String element) {
        return element.startsWith("#{Token[");
    }
}
