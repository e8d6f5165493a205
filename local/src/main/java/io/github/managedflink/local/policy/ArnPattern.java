package io.github.managedflink.local.policy;

import io.github.managedflink.local.policy.PolicyText.Wildcards;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An ARN with wildcards and variables. Its six parts are compared one by one, so that a wildcard does not reach over a
 * colon before the resource.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN">
 *     ARN condition operators</a>
 */
record ArnPattern(List<PolicyText> parts) {
    private static final int PARTS = 6;

    /** Reads one; a short one has fewer parts than an ARN and matches none. */
    static ArnPattern parse(String text) {
        return of(Stream.of(text.split(":", PARTS)));
    }

    static ArnPattern of(Stream<String> parts) {
        return new ArnPattern(
                parts.map(part -> PolicyText.parse(part, Wildcards.MATCH)).toList());
    }

    boolean matches(String arn, RequestContext context) {
        return matches(arn, (part, value) -> part.matches(value, context));
    }

    /** Whether it matches but for variables that have no value. */
    boolean isOpen(String arn, RequestContext context) {
        return !matches(arn, context)
                && matches(arn, (part, value) -> part.matches(value, context) || !part.isResolvable(context));
    }

    private boolean matches(String arn, BiPredicate<PolicyText, String> test) {
        String[] values = arn.split(":", PARTS);
        return parts.size() == PARTS
                && values.length == PARTS
                && IntStream.range(0, PARTS).allMatch(i -> test.test(parts.get(i), values[i]));
    }
}
