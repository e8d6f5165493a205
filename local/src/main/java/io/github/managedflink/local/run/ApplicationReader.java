package io.github.managedflink.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.assembly.FileAsset;
import io.github.managedflink.local.assembly.Resource;
import java.nio.file.Path;

/** Reads an application that is to be run. */
final class ApplicationReader {
    private ApplicationReader() {}

    static Application read(Resource resource) {
        ApplicationSettings settings = ApplicationSettings.of(resource);
        checkRuntime(resource, settings.runtime());
        return new Application(
                resource.logicalId(),
                resource.physicalName(),
                code(resource),
                settings.propertyGroups(),
                settings.parallelism(),
                settings.checkpoints());
    }

    /** A jar for an older 1.x Flink runs on the one here; one for 2.x, a notebook or SQL does not. */
    private static void checkRuntime(Resource resource, String runtime) {
        if (!runtime.startsWith("FLINK-1_")) {
            throw LocalRunException.wrongUsage(resource + " has the runtime " + runtime
                    + ". Local runs have Flink 1.20 and run the runtimes FLINK-1_15 to FLINK-1_20.");
        }
    }

    private static Path code(Resource resource) {
        JsonNode content = resource.property("ApplicationConfiguration", "ApplicationCodeConfiguration", "CodeContent");
        JsonNode location = content.path("S3ContentLocation");
        String bucket = location.path("BucketARN").asText().replaceFirst("^arn:[^:]*:s3:::", "");
        String key = location.path("FileKey").asText();
        FileAsset asset = resource.stack()
                .asset(bucket, key)
                .orElseThrow(
                        () -> LocalRunException.wrongUsage(
                                "The code of " + resource + " is s3://" + bucket + "/" + key
                                        + ", which is not an asset of the assembly. Give the application a local jar as its code to run it here."));
        if (asset.zipped() || !asset.path().toString().endsWith(".jar")) {
            throw LocalRunException.wrongUsage("The code of " + resource + " is " + asset.path()
                    + ". Local runs run jars; Python applications are not supported.");
        }
        return asset.path();
    }
}
