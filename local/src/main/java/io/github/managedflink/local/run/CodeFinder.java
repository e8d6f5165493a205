package io.github.managedflink.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.FileAsset;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.names.NearestName;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.s3.BucketDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the jars of applications: those given by hand, assets, and what a {@code BucketDeployment} puts where the
 * template says.
 */
final class CodeFinder {
    private static final String[] CONTENT = {"ApplicationConfiguration", "ApplicationCodeConfiguration", "CodeContent"};

    private final Map<String, Path> given;
    private final List<DeployedStack> stacks;
    private final Path scratch;

    /**
     * For the applications of a stack.
     *
     * @param given jars in place of what the template says, by the user's names of the applications
     * @param stacks the stack and those that it depends on
     * @param scratch a folder into which archives are unpacked
     */
    CodeFinder(Map<String, Path> given, List<DeployedStack> stacks, Path scratch) {
        this.given = given;
        this.stacks = stacks;
        this.scratch = scratch;
    }

    /** One sentence for each name of a jar given by hand to which no application answers. */
    List<String> unknownNames(Collection<Resource> applications) {
        List<String> known = applications.stream().map(Resource::logicalId).toList();
        return given.keySet().stream()
                .filter(name -> applications.stream().noneMatch(each -> isCalled(each, name)))
                .map(name -> "There is no application " + name + " to give code to"
                        + NearestName.question(name, known)
                                .orElse(". The applications: " + String.join(", ", known) + "."))
                .toList();
    }

    /**
     * Finds the jar of an application; nothing where its template names none.
     *
     * @param faults takes why it cannot be run here
     */
    Optional<Path> find(Resource application, Collection<String> faults) {
        Optional<Path> byHand = given.entrySet().stream()
                .filter(each -> isCalled(application, each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (byHand.isPresent()) {
            return byHand;
        }
        List<String> unknown = application.faults(CONTENT);
        if (!unknown.isEmpty()) {
            faults.addAll(unknown);
            return Optional.empty();
        }
        JsonNode content = application.property(CONTENT);
        if (content.has("ZipFileContent")) {
            faults.add("The code of " + application + " stands in the template as ZipFileContent. Local runs run jars."
                    + byHand(application));
            return Optional.empty();
        }
        JsonNode location = content.path("S3ContentLocation");
        return location.has("BucketARN") && location.has("FileKey")
                ? find(
                        application,
                        location.path("BucketARN").asText().replaceFirst("^arn:[^:]*:s3:::", ""),
                        location.path("FileKey").asText(),
                        faults)
                : Optional.empty();
    }

    private Optional<Path> find(Resource application, String bucket, String key, Collection<String> faults) {
        Optional<FileAsset> asset = application.stack().asset(bucket, key);
        Optional<Path> file = asset.map(FileAsset::path).or(() -> deployed(bucket, key));
        if (file.isEmpty()) {
            faults.add("The code of " + application + " is s3://" + bucket + "/" + key
                    + ", which is neither an asset of the assembly nor put there by a BucketDeployment."
                    + byHand(application));
            return file;
        }
        if (asset.map(FileAsset::zipped).orElse(false) || !file.get().toString().endsWith(".jar")) {
            faults.add("The code of " + application + " is " + file.get()
                    + ". Local runs run jars; Python applications are not supported.");
            return Optional.empty();
        }
        return file;
    }

    private Optional<Path> deployed(String bucket, String key) {
        try {
            // What is copied later takes the place of what was there.
            Map<String, Path> objects = new HashMap<>();
            for (BucketDeployment deployment : BucketDeployment.into(bucket, stacks)) {
                objects.putAll(deployment.objects(scratch));
            }
            return Optional.ofNullable(objects.get(key));
        } catch (IOException e) {
            throw LocalRunException.wrongUsage(
                    "The files for the bucket " + bucket + " cannot be read: " + e.getMessage());
        }
    }

    private static String byHand(Resource application) {
        return " Give it a jar with --code " + application.displayName() + "=JAR, in a test with code(…).";
    }

    private static boolean isCalled(Resource application, String name) {
        return application.faults("ApplicationName").isEmpty()
                ? application.answersTo(name)
                : application.logicalId().equals(name);
    }
}
