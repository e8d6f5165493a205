package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.internal.BundledJar;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import software.amazon.awscdk.AssetHashType;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** The jar of Flink jobs that this library carries. */
record BundledCode() implements ApplicationCode.CodeLocation {

    @Override
    public void check(Violations violations) {
        // The build has checked it.
    }

    @Override
    public boolean mayBePython() {
        return false;
    }

    @Override
    public void checkRuntime(FlinkRuntime runtime, Violations violations) {
        boolean known = runtime != null && runtime.name() != null && !Tokens.isToken(runtime.name());
        if (known && !runtime.equals(FlinkRuntime.FLINK_1_20)) {
            violations.add("runtime", runtime, "cannot run the bundled jobs. Use FlinkRuntime.FLINK_1_20.");
        }
    }

    @Override
    public CodeObject bind(Construct scope) {
        BundledJar jar = BundledJar.ofThisLibrary();
        Asset asset = Asset.Builder.create(scope, "Code")
                .path(jar.extracted().toString())
                // The build has hashed the jar already; the CDK would read all of it once more.
                .assetHashType(AssetHashType.CUSTOM)
                .assetHash(jar.sha256())
                .build();
        return CodeObject.of(asset.getBucket(), asset.getS3ObjectKey(), null);
    }
}
