package io.github.managedflink.model.settings;

import java.util.List;

/** A specification is wrong. The message names every faulty setting, its value and what to do. */
public final class InvalidSpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    InvalidSpecException(String subject, List<Violation> violations) {
        super(message(subject, violations));
        this.violations = List.copyOf(violations);
    }

    /** Returns the faults, in the order in which they were found. */
    public List<Violation> violations() {
        return violations;
    }

    private static String message(String subject, List<Violation> violations) {
        StringBuilder text = new StringBuilder(subject)
                .append(" has ")
                .append(violations.size() == 1 ? "a fault" : violations.size() + " faults")
                .append(':');
        for (Violation fault : violations) {
            text.append("\n  - ").append(fault);
        }
        return text.toString();
    }
}
