package io.github.managedflink.constructs.application;

import io.github.managedflink.model.settings.Violations;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** Code that lies on this machine at synth. */
record AssetCode(String path) implements ApplicationCode.CodeLocation {

    @Override
    public void check(Violations violations) {
        if (!violations.require("path", path)) {
            return;
        }
        Path file;
        try {
            file = Path.of(path);
        } catch (InvalidPathException e) {
            violations.add("path", path.replace("\0", "\\0"), "is no path: " + e.getReason() + ".");
            return;
        }
        String name = path.toLowerCase(Locale.ROOT);
        if (!Files.exists(file)) {
            violations.add(
                    "path",
                    path,
                    "does not exist (looked in " + file.toAbsolutePath() + "). Build the job before the synth.");
        } else if (!Files.isDirectory(file) && !name.endsWith(".jar") && !name.endsWith(".zip")) {
            violations.add("path", path, "is no .jar, no .zip and no folder. Give one of these.");
        }
    }

    @Override
    public CodeObject bind(Construct scope) {
        Asset asset = Asset.Builder.create(scope, "Code").path(path).build();
        return CodeObject.of(asset.getBucket(), asset.getS3ObjectKey(), null);
    }
}
