package io.github.managedflink.local.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the values of options. Their faults are collected, so that a command tells all of them at once. */
final class OptionReader {
    private final List<String> faults = new ArrayList<>();

    /** A value of the form NAME=VALUE. */
    record Assignment(String name, String value) {}

    /**
     * Reads a repeatable option whose values have the form NAME=VALUE. A name has no "=", a value may have.
     *
     * @param form the form in the words of the option, such as {@code STREAM=FILE}
     * @param mayBeEmpty whether the value after the "=" may be
     */
    List<Assignment> assignments(String option, String form, List<String> texts, boolean mayBeEmpty) {
        List<Assignment> assignments = new ArrayList<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals <= 0 || (equals == text.length() - 1 && !mayBeEmpty)) {
                faults.add(option + " " + text + " must have the form " + form + ".");
            } else {
                assignments.add(new Assignment(text.substring(0, equals), text.substring(equals + 1)));
            }
        }
        return assignments;
    }

    /** Reads a decimal number. */
    OptionalDouble number(String option, String text) {
        try {
            return OptionalDouble.of(new BigDecimal(text).doubleValue());
        } catch (NumberFormatException e) {
            faults.add(option + ": \"" + text + "\" is not a number.");
            return OptionalDouble.empty();
        }
    }

    /** Reads a whole number. */
    OptionalInt wholeNumber(String option, String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            faults.add(option + ": \"" + text + "\" is not a whole number.");
            return OptionalInt.empty();
        }
    }

    void addFault(String fault) {
        faults.add(fault);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }
}
