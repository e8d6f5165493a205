package io.github.managedflink.local.presentation;

/** Shows counts to people. */
public final class CountText {
    private CountText() {}

    /** A number with what it counts, such as {@code 1 record} or {@code 2,000 records}. */
    public static String of(long count, String noun) {
        return "%,d %s%s".formatted(count, noun, count == 1 ? "" : "s");
    }
}
