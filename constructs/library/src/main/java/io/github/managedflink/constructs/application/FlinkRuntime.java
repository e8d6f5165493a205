package io.github.managedflink.constructs.application;

import io.github.managedflink.model.application.RuntimeEnvironments;
import io.github.managedflink.model.settings.Violations;
import java.util.List;

/**
 * The version of Apache Flink that runs an application.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/release-version-list.html">Flink versions in
 *     MSF</a>
 */
public final class FlinkRuntime {
    /** Apache Flink 1.15. */
    public static final FlinkRuntime FLINK_1_15 = of("FLINK-1_15");
    /** Apache Flink 1.18. */
    public static final FlinkRuntime FLINK_1_18 = of("FLINK-1_18");
    /** Apache Flink 1.19. */
    public static final FlinkRuntime FLINK_1_19 = of("FLINK-1_19");
    /** Apache Flink 1.20. */
    public static final FlinkRuntime FLINK_1_20 = of("FLINK-1_20");
    /** Apache Flink 2.2. */
    public static final FlinkRuntime FLINK_2_2 = of("FLINK-2_2");
    /** Apache Flink 2.3. */
    public static final FlinkRuntime FLINK_2_3 = of("FLINK-2_3");

    private static final List<FlinkRuntime> KNOWN =
            RuntimeEnvironments.known().stream().map(FlinkRuntime::of).toList();

    private final String name;

    private FlinkRuntime(String name) {
        this.name = name;
    }

    /**
     * Returns a runtime by the name that the service uses, for a version that has no constant here yet. An application
     * refuses a name of another form, a retired version, one that is older than the newest known and never was a
     * runtime, SQL and Studio runtimes.
     *
     * @param name for example {@code FLINK-2_3}
     */
    public static FlinkRuntime of(String name) {
        return new FlinkRuntime(name);
    }

    /** Returns the versions that the service runs and this library knows. */
    public static List<FlinkRuntime> known() {
        return KNOWN;
    }

    /** Returns the name that the service uses, for example {@code FLINK-1_20}. */
    public String name() {
        return name;
    }

    /**
     * Returns whether this is at least Flink 2.0, whose metrics differ from those of Flink 1. False where the version
     * is known only at deployment.
     */
    public boolean isFlink2() {
        return RuntimeEnvironments.isFlink2(name);
    }

    void check(String setting, Violations violations) {
        RuntimeEnvironments.check(setting, name, violations);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlinkRuntime that && that.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
