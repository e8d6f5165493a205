package io.github.managedflink.test.application;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.application.FlinkRuntime;
import io.github.managedflink.constructs.application.PythonEntryPoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * What runs in an application: runtime, code and property groups.
 *
 * @param runtime the runtime's name, or null
 * @param code where the code is
 * @param groups the property groups
 */
record FlinkJob(String runtime, Code code, List<Group> groups) {
    private static final List<String> LIVING =
            List.of("FLINK-1_15", "FLINK-1_18", "FLINK-1_19", "FLINK-1_20", "FLINK-2_2", "FLINK-2_3");
    private static final String RUN_OPTIONS = "kinesis.analytics.flink.run.options";

    /** Where code is. */
    enum Code {
        BUNDLED,
        S3_JAR,
        S3_JAR_OF_A_VERSION,
        PYTHON,
        S3_KEY_TOO_LONG,
        NO_SUCH_FILE,
        NONE
    }

    /**
     * A property group.
     *
     * @param entries how many properties it has
     * @param value the value of each
     */
    record Group(String id, int entries, String value) {
        Map<String, String> properties() {
            Map<String, String> properties = new TreeMap<>();
            for (int number = 0; number < entries; number++) {
                properties.put("key." + number, value);
            }
            return properties;
        }
    }

    static Arbitrary<FlinkJob> any() {
        Arbitrary<String> runtimes = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(LIVING)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                        "FLINK-1_6",
                                        "FLINK-1_8",
                                        "FLINK-1_11",
                                        "FLINK-1_13",
                                        "ZEPPELIN-FLINK-1_0",
                                        "ZEPPELIN-FLINK-2_0",
                                        "ZEPPELIN-FLINK-3_0",
                                        "SQL-1_0",
                                        "flink-1.20")
                                .injectNull(0.1)));
        return Combinators.combine(runtimes, Arbitraries.of(Code.class), groupLists())
                .as(FlinkJob::new);
    }

    private static Arbitrary<List<Group>> groupLists() {
        Arbitrary<String> ids = Arbitraries.of("orders", "source.0", "a", "A_b-c.d", "x".repeat(50));
        Arbitrary<String> values = Arbitraries.of("value", "a b/ü=\"{}", "v".repeat(2048));
        Arbitrary<List<Group>> few = Combinators.combine(ids, Arbitraries.of(1, 2, 50), values)
                .as(Group::new)
                .list()
                .ofMaxSize(4)
                .uniqueElements(Group::id);
        Arbitrary<List<Group>> many = Arbitraries.of(49, 50, 51).map(FlinkJob::manyGroups);
        Arbitrary<List<Group>> wrong = Arbitraries.of(
                List.of(new Group("orders", 0, "v"), new Group("or ders", 1, "v")),
                List.of(new Group("orders", 51, "v"), new Group("x".repeat(51), 1, "v")),
                List.of(new Group("orders", 1, "v"), new Group("orders", 2, "v")),
                List.of(new Group("orders", 2, "")),
                List.of(new Group("orders", 1, "v".repeat(2049))),
                List.of(new Group(RUN_OPTIONS, 1, "v")));
        return Arbitraries.oneOf(few, few, many, wrong);
    }

    private static List<Group> manyGroups(int count) {
        List<Group> groups = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            groups.add(new Group("group" + number, 1, "value"));
        }
        return groups;
    }

    Choice<FlinkApplication.Builder> toChoice() {
        return new Choice<>(words(), this::applyTo, faults());
    }

    private void applyTo(FlinkApplication.Builder builder, Construct scope) {
        builder.runtime(runtime == null ? null : FlinkRuntime.of(runtime));
        if (code != Code.NONE) {
            builder.code(applicationCode(scope));
        }
        groups.forEach(group -> builder.propertyGroup(group.id(), group.properties()));
    }

    private ApplicationCode applicationCode(Construct scope) {
        return switch (code) {
            case BUNDLED -> ApplicationCode.bundledPipeline();
            case S3_JAR -> inBucket(scope, "jobs/orders.jar", null);
            case S3_JAR_OF_A_VERSION -> inBucket(scope, "o", "3HL4kqtJlcpXroDTDmJ");
            case PYTHON ->
                inBucket(scope, "jobs.zip", null)
                        .withPythonEntryPoint(PythonEntryPoint.script("main.py").withJarFile("lib/all.jar"));
            case S3_KEY_TOO_LONG -> inBucket(scope, "k".repeat(1025), "v".repeat(1025));
            case NO_SUCH_FILE -> ApplicationCode.fromAsset("target/no-such.jar");
            case NONE -> throw new IllegalStateException("there is no code");
        };
    }

    private static ApplicationCode inBucket(Construct scope, String key, String version) {
        return ApplicationCode.fromBucket(Bucket.fromBucketName(scope, "Code", "code-of-orders"), key, version);
    }

    private List<Wrong> faults() {
        List<Wrong> faults = new ArrayList<>();
        if (runtime == null || !LIVING.contains(runtime)) {
            faults.add(new Wrong("runtime", runtime));
        }
        switch (code) {
            case NONE -> faults.add(new Wrong("code", null));
            case NO_SUCH_FILE -> faults.add(new Wrong("code.path", "target/no-such.jar"));
            case S3_KEY_TOO_LONG -> {
                faults.add(new Wrong("code.key", "k".repeat(1025)));
                faults.add(new Wrong("code.objectVersion", "v".repeat(1025)));
            }
            case BUNDLED -> {
                if (runtime != null && !runtime.equals("FLINK-1_20")) {
                    faults.add(new Wrong("runtime", runtime));
                }
            }
            case PYTHON, S3_JAR, S3_JAR_OF_A_VERSION -> {
                // These run on every runtime.
            }
        }
        addFaultsOfGroups(faults);
        return faults;
    }

    private void addFaultsOfGroups(List<Wrong> faults) {
        boolean python = code == Code.PYTHON;
        int count = groups.size() + (python ? 1 : 0);
        if (count > 50) {
            faults.add(new Wrong("propertyGroups", count + " groups"));
        }
        Set<String> ids = new HashSet<>();
        for (Group group : groups) {
            if (!group.id().matches("[a-zA-Z0-9_.-]{1,50}")) {
                faults.add(new Wrong("propertyGroup.id", group.id()));
            }
            if (!ids.add(group.id())) {
                faults.add(new Wrong("propertyGroup.id", group.id()));
            }
            if (group.entries() < 1 || group.entries() > 50) {
                faults.add(new Wrong("propertyGroup." + group.id(), group.entries() + " properties"));
            }
            if (group.value().isEmpty() || group.value().length() > 2048) {
                group.properties()
                        .forEach((key, value) ->
                                faults.add(new Wrong("propertyGroup." + group.id() + "." + key, value)));
            }
        }
        if (python && ids.contains(RUN_OPTIONS)) {
            faults.add(new Wrong("propertyGroup.id", RUN_OPTIONS));
        }
    }

    private String words() {
        return "runtime(" + runtime + "), code(" + code + "), " + groups.size() + " property groups";
    }
}
