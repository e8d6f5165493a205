package io.github.managedflink.local.policy;

import io.github.managedflink.local.policy.PolicyText.Wildcards;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * How a condition compares one value of a request with those that the policy names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
final class ConditionOperator {
    private static final Map<String, ConditionOperator> OPERATORS = Map.ofEntries(
            operator("StringEquals", any(ConditionOperator::equal)),
            operator("StringNotEquals", none(ConditionOperator::equal)),
            operator("StringEqualsIgnoreCase", any(ConditionOperator::equalIgnoringCase)),
            operator("StringNotEqualsIgnoreCase", none(ConditionOperator::equalIgnoringCase)),
            operator("StringLike", any(ConditionOperator::like)),
            operator("StringNotLike", none(ConditionOperator::like)),
            operator("ArnEquals", any(ConditionOperator::likeArn)),
            operator("ArnNotEquals", none(ConditionOperator::likeArn)),
            operator("ArnLike", any(ConditionOperator::likeArn)),
            operator("ArnNotLike", none(ConditionOperator::likeArn)),
            operator("Bool", any(ConditionOperator::equalIgnoringCase)),
            operator("NumericEquals", numeric(order -> order == 0)),
            operator("NumericNotEquals", all(compared(ConditionOperator::number, order -> order != 0))),
            operator("NumericLessThan", numeric(order -> order < 0)),
            operator("NumericLessThanEquals", numeric(order -> order <= 0)),
            operator("NumericGreaterThan", numeric(order -> order > 0)),
            operator("NumericGreaterThanEquals", numeric(order -> order >= 0)),
            operator("DateEquals", date(order -> order == 0)),
            operator("DateNotEquals", all(compared(ConditionOperator::instant, order -> order != 0))),
            operator("DateLessThan", date(order -> order < 0)),
            operator("DateLessThanEquals", date(order -> order <= 0)),
            operator("DateGreaterThan", date(order -> order > 0)),
            operator("DateGreaterThanEquals", date(order -> order >= 0)));

    private final boolean negated;
    private final Test test;

    private ConditionOperator(boolean negated, Test test) {
        this.negated = negated;
        this.test = test;
    }

    private static Map.Entry<String, ConditionOperator> operator(String name, Test test) {
        return Map.entry(name.toLowerCase(Locale.ROOT), new ConditionOperator(name.contains("Not"), test));
    }

    /**
     * The operator of this name; empty if it is not evaluated.
     *
     * @param name in lower case
     */
    static Optional<ConditionOperator> of(String name) {
        return Optional.ofNullable(OPERATORS.get(name));
    }

    /** Whether it asks that something is not so, which a missing value fulfils. */
    boolean isNegated() {
        return negated;
    }

    /** Whether a value of the request passes. */
    boolean passes(String value, List<String> allowed, RequestContext context) {
        return test.passes(value, allowed, context);
    }

    @FunctionalInterface
    private interface Test {
        boolean passes(String value, List<String> allowed, RequestContext context);
    }

    @FunctionalInterface
    private interface Comparison {
        boolean holds(String value, String allowed, RequestContext context);
    }

    private static Test any(Comparison comparison) {
        return (value, allowed, context) -> allowed.stream().anyMatch(each -> comparison.holds(value, each, context));
    }

    private static Test all(Comparison comparison) {
        return (value, allowed, context) -> allowed.stream().allMatch(each -> comparison.holds(value, each, context));
    }

    /** A text that cannot be compared, for want of a variable, is no reason to pass either. */
    private static Test none(Comparison comparison) {
        return (value, allowed, context) -> allowed.stream()
                .allMatch(each -> !comparison.holds(value, each, context)
                        && PolicyText.parse(each, Wildcards.MATCH).isResolvable(context));
    }

    private static Test numeric(IntPredicate order) {
        return any(compared(ConditionOperator::number, order));
    }

    private static Test date(IntPredicate order) {
        return any(compared(ConditionOperator::instant, order));
    }

    /** Compares what both texts mean; they are neither equal nor unequal if one means nothing. */
    private static <T extends Comparable<T>> Comparison compared(
            Function<String, Optional<T>> meaning, IntPredicate order) {
        return (value, allowed, context) -> meaning.apply(value)
                .flatMap(left -> meaning.apply(allowed).map(right -> order.test(left.compareTo(right))))
                .orElse(false);
    }

    private static boolean equal(String value, String allowed, RequestContext context) {
        return PolicyText.parse(allowed, Wildcards.LITERAL).matches(value, context);
    }

    private static boolean equalIgnoringCase(String value, String allowed, RequestContext context) {
        return PolicyText.parse(allowed, Wildcards.LITERAL).matchesIgnoringCase(value, context);
    }

    private static boolean like(String value, String allowed, RequestContext context) {
        return PolicyText.parse(allowed, Wildcards.MATCH).matches(value, context);
    }

    private static boolean likeArn(String value, String allowed, RequestContext context) {
        return ArnPattern.parse(allowed).matches(value, context);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A time as ISO 8601 writes it, a day, or the seconds of the epoch. */
    private static Optional<Instant> instant(String text) {
        try {
            if (text.chars().allMatch(Character::isDigit)) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return Optional.of(
                    text.toUpperCase(Locale.ROOT).contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
