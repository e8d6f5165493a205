package io.github.managedflink.local.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One key of a statement's {@code Condition}.
 *
 * @param operator as the policy has it, for example {@code ForAnyValue:StringLikeIfExists}
 * @param key the condition key
 * @param values those that it is compared with
 */
public record Condition(String operator, String key, List<String> values) {
    private static final String IF_EXISTS = "ifexists";
    private static final String FOR_ANY_VALUE = "foranyvalue:";
    private static final String FOR_ALL_VALUES = "forallvalues:";
    private static final String NULL = "null";

    public Condition {
        values = List.copyOf(values);
    }

    /** Whether the operator is one that is evaluated here. */
    public boolean isEvaluated() {
        return baseName().equals(NULL) || base().isPresent();
    }

    /** Whether the request meets it, which one whose operator is not evaluated never does. */
    boolean holds(RequestContext context) {
        Optional<RequestContext.Value> value = context.get(key);
        if (baseName().equals(NULL)) {
            return values.stream().anyMatch(each -> each.equalsIgnoreCase(String.valueOf(value.isEmpty())));
        }
        return base().filter(operator ->
                        value.map(each -> passes(operator, each, context)).orElseGet(() -> passesMissing(operator)))
                .isPresent();
    }

    private boolean passes(ConditionOperator base, RequestContext.Value value, RequestContext context) {
        Predicate<String> test = text -> base.passes(text, values, context);
        if (isFor(FOR_ANY_VALUE)) {
            return value.texts().stream().anyMatch(test);
        }
        if (isFor(FOR_ALL_VALUES)) {
            return value.texts().stream().allMatch(test);
        }
        // Without a set operator a key that has several values is compared with none.
        return !value.isList() && test.test(value.texts().get(0));
    }

    private boolean passesMissing(ConditionOperator base) {
        if (isFor(FOR_ANY_VALUE)) {
            return false;
        }
        return isFor(FOR_ALL_VALUES) || base.isNegated() || lower().endsWith(IF_EXISTS);
    }

    private Optional<ConditionOperator> base() {
        return ConditionOperator.of(baseName());
    }

    private String baseName() {
        String name = lower();
        name = name.substring(name.indexOf(':') + 1);
        return name.endsWith(IF_EXISTS) ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
    }

    private boolean isFor(String setOperator) {
        return lower().startsWith(setOperator);
    }

    private String lower() {
        return operator.toLowerCase(Locale.ROOT);
    }

    /** As a reader may take it: {@code StringEquals kms:ViaService [kinesis.eu-west-1.amazonaws.com]}. */
    @Override
    public String toString() {
        return operator + " " + key + " " + values;
    }
}
