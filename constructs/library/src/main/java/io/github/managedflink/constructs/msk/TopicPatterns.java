package io.github.managedflink.constructs.msk;

/** What a regular expression for topics says of their names as far as IAM can tell them apart. */
final class TopicPatterns {
    private static final String QUANTIFIERS = "?*+{";
    private static final String PLAIN = "_-";

    private TopicPatterns() {}

    /** Returns an IAM pattern for the topics: what every name that matches begins with, and anything. */
    static String toIam(String regularExpression) {
        StringBuilder prefix = new StringBuilder();
        // Where there is a choice, a name may begin otherwise.
        int at = regularExpression.indexOf('|') >= 0 ? regularExpression.length() : 0;
        while (at < regularExpression.length()) {
            char c = regularExpression.charAt(at++);
            if (c == '\\' && at < regularExpression.length() && regularExpression.charAt(at) == '.') {
                c = regularExpression.charAt(at++);
            } else if (!isPlain(c)) {
                break;
            }
            if (at < regularExpression.length() && QUANTIFIERS.indexOf(regularExpression.charAt(at)) >= 0) {
                break;
            }
            prefix.append(c);
        }
        return prefix.append('*').toString();
    }

    private static boolean isPlain(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || PLAIN.indexOf(c) >= 0;
    }
}
