package io.github.managedflink.local.s3;

import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.FileAsset;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.RelativePath;
import io.github.managedflink.local.template.AssemblyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What the custom resource of a {@code BucketDeployment} of the CDK does: it copies the files of assets into a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment-readme.html">AWS S3
 *     Deployment</a>
 */
public final class BucketDeployment {
    /** The type of the custom resource. */
    public static final String TYPE = "Custom::CDKBucketDeployment";

    private final Resource resource;

    private BucketDeployment(Resource resource) {
        this.resource = resource;
    }

    /** That of a resource of the type. */
    static BucketDeployment of(Resource resource) {
        return new BucketDeployment(resource);
    }

    /** Those into a bucket. */
    public static List<BucketDeployment> into(String bucket, Collection<DeployedStack> stacks) {
        return stacks.stream()
                .flatMap(stack -> stack.resources(TYPE).stream())
                .map(BucketDeployment::new)
                .filter(deployment -> deployment.bucket().equals(bucket))
                .toList();
    }

    /** Where the files go. */
    String bucket() {
        return resource.property("DestinationBucketName").asText();
    }

    /**
     * The files by the keys of the objects that they become, in the order in which they are copied.
     *
     * @param scratch a folder into which archives are unpacked
     * @throws AssemblyException if a source is no asset of the assembly
     */
    public Map<String, Path> objects(Path scratch) throws IOException {
        boolean extracted = resource.property("Extract").asBoolean(true);
        String prefix = prefix();
        Map<String, Path> objects = new LinkedHashMap<>();
        for (int i = 0; i < resource.property("SourceObjectKeys").size(); i++) {
            FileAsset asset = source(i);
            if (asset.zipped()) {
                addFolder(prefix, asset.path(), objects);
            } else if (extracted) {
                addFolder(prefix, unpacked(asset.path(), scratch), objects);
            } else {
                objects.put(prefix + asset.key().replaceFirst(".*/", ""), asset.path());
            }
        }
        return objects;
    }

    private FileAsset source(int index) {
        String bucket = resource.property("SourceBucketNames").path(index).asText();
        String key = resource.property("SourceObjectKeys").path(index).asText();
        return resource.stack()
                .asset(bucket, key)
                .orElseThrow(() -> new AssemblyException(
                        resource + " deploys s3://" + bucket + "/" + key + ", which is not an asset of the assembly."));
    }

    private static void addFolder(String prefix, Path folder, Map<String, Path> objects) throws IOException {
        Path root = folder.toRealPath();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // The CDK keeps links within what it stages, and no others.
                if (!file.toRealPath().startsWith(root)) {
                    throw new AssemblyException("The asset " + folder + " holds a symbolic link that leads out of it, "
                            + root.relativize(file) + "; what it leads to is not read.");
                }
                objects.put(prefix + root.relativize(file).toString().replace('\\', '/'), file);
            }
        }
    }

    private String prefix() {
        String prefix = resource.property("DestinationBucketKeyPrefix").asText("");
        return prefix.isEmpty() || prefix.equals("/") ? "" : prefix.replaceFirst("/$", "") + "/";
    }

    private static Path unpacked(Path archive, Path scratch) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(scratch), "deployment-");
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    unpack(zip, entry, archive, folder);
                }
            }
        }
        return folder;
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path archive, Path folder) throws IOException {
        RelativePath.fault(entry.getName()).ifPresent(fault -> {
            throw new AssemblyException("The asset " + archive + " cannot be unpacked: the entry \"" + entry.getName()
                    + "\" " + fault + ".");
        });
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
