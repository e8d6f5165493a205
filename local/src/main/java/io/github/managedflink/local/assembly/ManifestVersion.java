package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.template.AssemblyException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a manifest's schema. A newer major one may mean something else by what it says, so it is not read by
 * guess.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/versioning.html">Versioning</a>
 */
final class ManifestVersion {
    /** Of the first release of the CDK's version 2. */
    private static final int OLDEST = 15;

    private static final int NEWEST = 54;
    private static final Pattern MAJOR = Pattern.compile("(\\d{1,9})\\..*");

    private ManifestVersion() {}

    /**
     * Checks a manifest.
     *
     * @throws AssemblyException if it has another version than those that are known
     */
    static void check(Path manifestFile, JsonNode manifest) {
        String version = manifest.path("version").asText();
        Matcher major = MAJOR.matcher(version);
        if (!major.matches()) {
            throw new AssemblyException(manifestFile + " has "
                    + (version.isEmpty() ? "no schema version" : "the schema version " + version)
                    + ", so it is not the manifest of a cloud assembly. Run `cdk synth` and name the folder that it writes, usually"
                    + " cdk.out.");
        }
        int number = Integer.parseInt(major.group(1));
        if (number > NEWEST) {
            throw fault(
                    manifestFile,
                    version,
                    "use a newer mflink, or synthesize with the aws-cdk-lib that this one is built on");
        }
        if (number < OLDEST) {
            throw fault(manifestFile, version, "synthesize with version 2 of the CDK");
        }
    }

    private static AssemblyException fault(Path manifestFile, String version, String advice) {
        return new AssemblyException(manifestFile + " has the schema version " + version + ", and this mflink reads "
                + OLDEST + ".0.0 to " + NEWEST + ".x; " + advice + ".");
    }
}
