package io.github.managedflink.model.application;

import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the runtimes on which the service creates Flink applications.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/release-version-list.html">Flink versions in
 *     MSF</a>
 */
public final class RuntimeEnvironments {
    private static final List<String> KNOWN =
            List.of("FLINK-1_15", "FLINK-1_18", "FLINK-1_19", "FLINK-1_20", "FLINK-2_2", "FLINK-2_3");
    private static final Set<String> RETIRED = Set.of("FLINK-1_6", "FLINK-1_8", "FLINK-1_11", "FLINK-1_13");
    private static final Pattern FORM = Pattern.compile("FLINK-(\\d{1,3})_(\\d{1,3})");

    private RuntimeEnvironments() {}

    /** Returns the names of the runtimes that are known here, the oldest first. */
    public static List<String> known() {
        return KNOWN;
    }

    /** Returns whether the runtime is at least Flink 2.0; false where the name is known only at deployment. */
    public static boolean isFlink2(String name) {
        Matcher version = FORM.matcher(Arguments.given("name", name));
        return version.matches() && Integer.parseInt(version.group(1)) >= 2;
    }

    /**
     * Records a name on which the service creates no Flink application. A version that is newer than those known here
     * passes; one that is older and not among them never was a runtime.
     */
    public static void check(String setting, String name, Violations violations) {
        if (name == null || Tokens.isToken(name)) {
            violations.require(setting, name);
        } else if (RETIRED.contains(name)) {
            violations.add(
                    setting, name, "is retired, the service creates no application on it. Use FLINK-1_20 or later.");
        } else if (name.startsWith("ZEPPELIN-")) {
            violations.add(setting, name, "is a Studio runtime, which runs notebooks. Use one such as FLINK-1_20.");
        } else if (name.startsWith("SQL-")) {
            violations.add(setting, name, "is the discontinued SQL runtime. Use one such as FLINK-1_20.");
        } else if (!FORM.matcher(name).matches()) {
            violations.add(
                    setting, name, "is no Flink runtime. Write it as FLINK-1_20 or use a constant of FlinkRuntime.");
        } else if (!KNOWN.contains(name) && Arrays.compare(version(name), version(KNOWN.get(KNOWN.size() - 1))) < 0) {
            violations.add(
                    setting,
                    name,
                    "has never been a runtime of the service. Use one of " + String.join(", ", KNOWN) + ".");
        }
    }

    private static int[] version(String name) {
        return Arrays.stream(name.substring("FLINK-".length()).split("_", 2))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
