package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.internal.Home;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.Violations;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * The code of an application: a jar for Java or Scala, a zip for Python, as an object in S3.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-creating-apps.html">Creating an
 *     application</a>
 */
public final class ApplicationCode {
    private final CodeLocation location;
    private final Setting<PythonEntryPoint> python;

    private ApplicationCode(CodeLocation location, Setting<PythonEntryPoint> python) {
        this.location = location;
        this.python = python;
    }

    /** Returns a jar or zip on this machine, or a folder that becomes a zip. The CDK uploads it at deployment. */
    public static ApplicationCode fromAsset(String path) {
        return new ApplicationCode(new AssetCode(path), Setting.nothing());
    }

    /**
     * Returns the newest version of a jar or zip in S3. A new object under the same key reaches the application only
     * with the next update of it.
     */
    public static ApplicationCode fromBucket(IBucket bucket, String key) {
        return fromBucket(bucket, key, null);
    }

    /** Returns one version of a jar or zip in S3. */
    public static ApplicationCode fromBucket(IBucket bucket, String key, String objectVersion) {
        return new ApplicationCode(new S3Code(bucket, key, objectVersion), Setting.nothing());
    }

    /** Returns the Flink jobs that this library brings along, for {@link FlinkRuntime#FLINK_1_20}. */
    public static ApplicationCode bundledPipeline() {
        return new ApplicationCode(new BundledCode(), Setting.nothing());
    }

    /**
     * Makes it the code of a Python application, which starts where {@code entryPoint} says. Default: Java or Scala.
     */
    public ApplicationCode withPythonEntryPoint(PythonEntryPoint entryPoint) {
        return new ApplicationCode(location, Setting.of(entryPoint));
    }

    /** The property group that tells the service how to start Python; empty for a jar. */
    Optional<Map<String, String>> runOptions() {
        return python.toOptional().map(PythonEntryPoint::toProperties).filter(options -> !options.isEmpty());
    }

    void check(FlinkRuntime runtime, Violations violations) {
        Violations code = violations.at("code");
        location.check(code);
        location.checkRuntime(runtime, violations);
        python.check("python", code);
        python.toOptional().ifPresent(entryPoint -> {
            if (location.mayBePython()) {
                entryPoint.check(code.at("python"));
            } else {
                code.add("python", "an entry point", "does not start the bundled jobs, which are Java. Leave it out.");
            }
        });
    }

    void checkHome(Home home) {
        location.checkHome(home);
    }

    CodeObject bind(Construct scope) {
        return location.bind(scope);
    }

    /** Where code comes from. */
    interface CodeLocation {
        void check(Violations violations);

        /** Records that the code does not run on {@code runtime}; by default it runs on any. */
        default void checkRuntime(FlinkRuntime runtime, Violations violations) {}

        /** Records that the code is where the service does not read it from; by default it goes with the stack. */
        default void checkHome(Home home) {}

        /** Returns whether Python may be what the code is written in. */
        default boolean mayBePython() {
            return true;
        }

        CodeObject bind(Construct scope);
    }

    private record S3Code(IBucket bucket, String key, String objectVersion) implements CodeLocation {
        private static final Pattern TEXT = Pattern.compile("(?s).{1,1024}");

        @Override
        public void check(Violations violations) {
            violations.require("bucket", bucket);
            if (violations.require("key", key)) {
                violations.matches("key", key, TEXT, "must have 1 to 1,024 characters.");
                S3Location.checkLiteralInPolicy(violations, "key", key);
            }
            violations.matches(
                    "objectVersion", objectVersion, TEXT, "must have 1 to 1,024 characters, or be left out.");
        }

        @Override
        public void checkHome(Home home) {
            if (bucket != null) {
                home.checkRegion("code.bucket", bucket);
            }
        }

        @Override
        public CodeObject bind(Construct scope) {
            return CodeObject.of(bucket, key, objectVersion);
        }
    }
}
