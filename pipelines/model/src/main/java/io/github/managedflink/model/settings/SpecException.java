package io.github.managedflink.model.settings;

import java.util.List;

/** A specification is wrong. The message names every faulty setting, its value and what to do. */
public final class SpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    SpecException(String subject, List<Fault> faults) {
        super(message(subject, faults));
        this.faults = List.copyOf(faults);
    }

    /** The faults, in the order in which they were found. */
    public List<Fault> faults() {
        return faults;
    }

    private static String message(String subject, List<Fault> faults) {
        StringBuilder text = new StringBuilder(subject)
                .append(" has ")
                .append(faults.size() == 1 ? "a fault" : faults.size() + " faults")
                .append(':');
        for (Fault fault : faults) {
            text.append("\n  - ").append(fault);
        }
        return text.toString();
    }
}
