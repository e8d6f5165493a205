package io.github.managedflink.test.synth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Which of the CDK's feature flags an app sets; they change what the same constructs write.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/featureflags.html">Feature flags</a>
 */
public enum FeatureFlags {
    /** An app as old as CDK v2. */
    NONE,
    /** An app that {@code cdk init} writes today. */
    RECOMMENDED;

    Map<String, Object> context() {
        return this == NONE ? Map.of() : Recommended.CONTEXT;
    }

    private static final class Recommended {
        private static final Path FILE = Path.of(System.getProperty("basedir", "."))
                .resolve("../node_modules/aws-cdk/lib/init-templates/.recommended-feature-flags.json");

        static final Map<String, Object> CONTEXT = read();

        private static Map<String, Object> read() {
            try {
                return new JsonMapper().readValue(FILE.toFile(), new TypeReference<>() {});
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The flags of `cdk init` cannot be read. Run `npm ci` in the root folder.", e);
            }
        }
    }
}
