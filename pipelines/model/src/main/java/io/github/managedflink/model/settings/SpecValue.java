package io.github.managedflink.model.settings;

/**
 * A typed value of the specification. Its settings are its identity: two values of one class are equal when they write
 * the same settings, so that reading back what was written gives an equal value.
 */
public abstract class SpecValue {
    /** Writes the value as settings. */
    public abstract void writeTo(SettingsWriter settings);

    /** Records what is wrong with the value. */
    public abstract void check(Violations violations);

    private SettingsWriter settings() {
        SettingsWriter settings = new SettingsWriter();
        writeTo(settings);
        return settings;
    }

    // Settings can only be compared within one class: two kinds of step may have the same ones.
    @SuppressWarnings("EqualsGetClass")
    @Override
    public final boolean equals(Object other) {
        return this == other
                || (other != null
                        && other.getClass() == getClass()
                        && ((SpecValue) other)
                                .settings()
                                .asMap()
                                .equals(settings().asMap()));
    }

    @Override
    public final int hashCode() {
        return settings().asMap().hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + settings().asMap();
    }
}
