package io.github.managedflink.constructs;

import io.github.managedflink.spec.settings.Faults;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * The code of an application: a jar for Java or Scala, a zip for Python, as an object in S3.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-creating-apps.html">Creating an application</a>
 */
public final class ApplicationCode {
    private final CodeLocation location;
    private final PythonEntryPoint python;

    private ApplicationCode(CodeLocation location, PythonEntryPoint python) {
        this.location = location;
        this.python = python;
    }

    /** A jar or zip on this machine, or a folder that becomes a zip. The CDK uploads it at deployment. */
    public static ApplicationCode fromAsset(String path) {
        return new ApplicationCode(new AssetCode(path), null);
    }

    /**
     * The newest version of a jar or zip in S3. A new object under the same key reaches the application only with the
     * next update of it.
     */
    public static ApplicationCode fromBucket(IBucket bucket, String key) {
        return fromBucket(bucket, key, null);
    }

    /** One version of a jar or zip in S3. */
    public static ApplicationCode fromBucket(IBucket bucket, String key, String objectVersion) {
        return new ApplicationCode(new S3Code(bucket, key, objectVersion), null);
    }

    /** The Flink jobs that this library brings along, for {@link FlinkRuntime#FLINK_1_20}. */
    public static ApplicationCode bundledPipeline() {
        return new ApplicationCode(new BundledCode(), null);
    }

    /** The same code as a Python application, which starts where {@code entryPoint} says. */
    public ApplicationCode python(PythonEntryPoint entryPoint) {
        return new ApplicationCode(location, entryPoint);
    }

    /** The property group that tells the service how to start Python; empty for a jar. */
    Optional<Map<String, String>> runOptions() {
        return Optional.ofNullable(python).map(PythonEntryPoint::toProperties).filter(options -> !options.isEmpty());
    }

    void check(FlinkRuntime runtime, Faults faults) {
        location.check(runtime, faults);
        if (python != null) {
            python.check(faults.at("python"));
        }
    }

    CodeObject bind(Construct scope) {
        return location.bind(scope);
    }

    /** Where code comes from. */
    interface CodeLocation {
        void check(FlinkRuntime runtime, Faults faults);

        CodeObject bind(Construct scope);
    }

    private record S3Code(IBucket bucket, String key, String objectVersion) implements CodeLocation {
        private static final Pattern TEXT = Pattern.compile("(?s).{1,1024}");

        @Override
        public void check(FlinkRuntime runtime, Faults faults) {
            faults.require("bucket", bucket);
            if (faults.require("key", key)) {
                faults.matches("key", key, TEXT, "must have 1 to 1,024 characters.");
            }
            faults.matches("objectVersion", objectVersion, TEXT, "must have 1 to 1,024 characters, or be left out.");
        }

        @Override
        public CodeObject bind(Construct scope) {
            return CodeObject.of(bucket, key, objectVersion);
        }
    }
}
