package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file asset of a stack that the CDK's legacy synthesizer wrote: no manifest says where it is published; its template
 * has parameters for that, which the CLI gives values. The metadata of the stack names both.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.LegacyStackSynthesizer.html">LegacyStackSynthesizer</a>
 */
record LegacyAsset(JsonNode data, String bucket) {
    /** Between the two parts of a key in the value of its parameter, which templates take apart there. */
    private static final String SEPARATOR = "||";

    /** Those that a section of metadata names. */
    static Stream<LegacyAsset> in(JsonNode metadata, Environment environment) {
        String bucket = "cdktoolkit-stagingbucket-" + environment.account() + "-" + environment.region();
        return metadata.properties().stream()
                .flatMap(entry -> entry.getValue().valueStream())
                .filter(item -> item.path("type").asText().equals("aws:cdk:asset"))
                .map(item -> item.path("data"))
                .filter(data -> data.has("s3BucketParameter"))
                .map(data -> new LegacyAsset(data, bucket));
    }

    /** The values of the parameters of all of them. */
    static Map<String, String> parameters(List<LegacyAsset> assets) {
        Map<String, String> values = new HashMap<>();
        assets.forEach(asset -> {
            values.put(asset.text("s3BucketParameter"), asset.bucket);
            values.put(asset.text("s3KeyParameter"), asset.prefix() + SEPARATOR + asset.name());
            values.put(asset.text("artifactHashParameter"), asset.text("sourceHash"));
        });
        return values;
    }

    FileAsset file(AssemblyFolder folder) {
        return new FileAsset(folder.resolve(text("path"), "an asset"), isZipped(), bucket, prefix() + name());
    }

    private boolean isZipped() {
        return text("packaging").equals("zip");
    }

    private String prefix() {
        return text("id").equals(text("sourceHash")) ? "assets/" : "assets/" + text("id") + "/";
    }

    private String name() {
        String path = text("path");
        int dot = path.lastIndexOf('.');
        String extension = isZipped() ? ".zip" : dot > path.lastIndexOf('/') ? path.substring(dot) : "";
        return text("sourceHash") + extension;
    }

    private String text(String name) {
        return data.path(name).asText();
    }
}
