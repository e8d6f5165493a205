package io.github.managedflink.local.s3;

import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.FileAsset;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.files.RelativePath;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.names.NearestName;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.JsonLines;
import io.github.managedflink.local.service.ServiceResources;
import io.github.managedflink.local.template.AssemblyException;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.s3.S3Location;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The buckets of a run: those of its stacks, those that its applications name without the stacks having them, and one
 * for the state.
 */
public final class S3Resources implements ServiceResources {
    private static final String BUCKET = "AWS::S3::Bucket";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /** The service keeps checkpoints and snapshots in a bucket of its own. */
    private static final String STATE_BUCKET = "managed-flink-state";

    private final List<DeployedStack> stacks;
    private final S3StandIn standIn;
    private final Path archives;
    private final ObjectFileNames fileNames = new ObjectFileNames();
    /** Bucket to what its output folder is called. */
    private final Map<String, String> buckets = new LinkedHashMap<>();
    /** What a deployment puts into buckets, and is no output. */
    private final Map<String, Set<String>> deployed = new LinkedHashMap<>();

    private S3Resources(List<DeployedStack> stacks, S3StandIn standIn, Path archives) {
        this.stacks = stacks;
        this.standIn = standIn;
        this.archives = archives;
        standIn.createBucket(STATE_BUCKET);
    }

    /** It is always needed: the jobs keep their state there. */
    public static S3Resources start(List<DeployedStack> stacks, String partition, Path folder, int port, Gate gate)
            throws IOException {
        return new S3Resources(
                stacks,
                S3StandIn.start(folder.resolve("buckets"), port, gate, Set.of(STATE_BUCKET), partition),
                folder.resolve("archives"));
    }

    /** Where S3 is. */
    public URI endpoint() {
        return standIn.endpoint();
    }

    /** Where an application's job keeps its checkpoints and savepoints. */
    public String stateFolder(String application) {
        return "s3://" + STATE_BUCKET + "/" + application;
    }

    @Override
    public void create(Resource resource, String folder) {
        if (resource.type().equals(BUCKET)) {
            standIn.createBucket(resource.physicalName());
            buckets.put(resource.physicalName(), folder);
        }
    }

    @Override
    public void createDependent(Resource resource) throws IOException {
        if (resource.type().equals(BucketDeployment.TYPE)) {
            deploy(resource);
        }
    }

    /** Creates the buckets, and the objects that are assets of the stacks. */
    @Override
    public void createMissing(Collection<ApplicationNeeds> applications) throws IOException {
        for (ApplicationNeeds needs : applications) {
            createMissing(needs);
        }
    }

    private void createMissing(ApplicationNeeds needs) throws IOException {
        for (S3Location object : needs.objects()) {
            Optional<FileAsset> asset = stacks.stream()
                    .flatMap(stack -> stack.asset(object.bucket(), object.key()).stream())
                    .findFirst();
            if (asset.isPresent()) {
                publish(asset.get());
            }
        }
        needs.buckets().forEach(this::createIfMissing);
    }

    @Override
    public LocalEndpoints addTo(LocalEndpoints endpoints) {
        return endpoints.withService("s3", endpoint().toString());
    }

    @Override
    public Map<String, Set<String>> actions() {
        return Map.of(S3Calls.SERVICE, S3Calls.actions());
    }

    /** Lets a bucket be called by another name, too, which says who calls. */
    public void addAlias(BucketAlias alias) throws IOException {
        standIn.addAlias(alias);
    }

    /**
     * Creates a bucket that no stack has, unless it exists.
     *
     * @throws AssemblyException if S3 would refuse its name
     */
    public void createIfMissing(String bucket) {
        if (!NAME.matcher(bucket).matches()) {
            throw new AssemblyException(
                    "The bucket \"" + bucket + "\" cannot exist: a bucket's name has 3 to 63 lower-case"
                            + " letters, digits, '.' and '-', with a letter or digit at each end.");
        }
        if (buckets.putIfAbsent(bucket, bucket) == null) {
            standIn.createBucket(bucket);
        }
    }

    private void deploy(Resource resource) throws IOException {
        BucketDeployment deployment = BucketDeployment.of(resource);
        String bucket = deployment.bucket();
        try {
            createIfMissing(bucket);
            for (Map.Entry<String, Path> object : deployment.objects(archives).entrySet()) {
                put(bucket, object.getKey(), object.getValue());
            }
        } catch (IllegalArgumentException e) {
            throw new AssemblyException("The " + resource + " cannot be deployed. " + e.getMessage());
        }
    }

    /** Puts an asset where its deployment publishes it. */
    private void publish(FileAsset asset) throws IOException {
        createIfMissing(asset.bucket());
        try {
            put(asset.bucket(), asset.key(), asset.path());
        } catch (IllegalArgumentException e) {
            throw new AssemblyException("The asset " + asset.path() + " cannot be deployed. " + e.getMessage());
        }
    }

    /**
     * Puts a file into a bucket.
     *
     * @param name the bucket's logical id or name
     * @throws IllegalArgumentException if there is no such bucket, or the key cannot be the path of a file
     */
    public void putObject(String name, String key, Path file) throws IOException {
        String bucket = buckets.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no bucket " + name
                        + NearestName.question(name, buckets.values())
                                .orElse(". The buckets: " + String.join(", ", buckets.values()) + ".")));
        put(bucket, key, file);
    }

    private void put(String bucket, String key, Path file) throws IOException {
        RelativePath.fault(key).ifPresent(fault -> {
            throw new IllegalArgumentException(
                    "The object \"" + key + "\" cannot be put into the bucket " + bucket + " here: " + fault + ".");
        });
        standIn.putObject(bucket, key, file);
        deployed.computeIfAbsent(bucket, name -> new HashSet<>()).add(key);
    }

    /** Stores what a service delivers to a bucket, which is an output. */
    public void deliver(String bucket, String key, byte[] content) {
        standIn.putObject(bucket, key, content);
    }

    /** Hands over each line of all objects in a folder, with the object's key. */
    public void forEachLine(S3Location folder, BiConsumer<String, String> keyAndLine) {
        String prefix = folder.key().isEmpty() || folder.key().endsWith("/") ? folder.key() : folder.key() + "/";
        for (String key : standIn.listObjects(folder.bucket(), prefix)) {
            standIn.lines(folder.bucket(), key, line -> keyAndLine.accept(key, line));
        }
    }

    /** Whether a bucket has an object. */
    public boolean hasObject(String bucket, String key) {
        return standIn.listObjects(bucket).contains(key);
    }

    /**
     * The objects that were written during the run, bucket by bucket, in the folders that they were created with or, if
     * no stack has one, in one named by bucket. Beside the folder is a list of the keys that no file can be called by.
     */
    @Override
    public List<Path> writeOutputs(OwnFolder folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> bucket : buckets.entrySet()) {
            Set<String> notOutput = deployed.getOrDefault(bucket.getKey(), Set.of());
            List<String> keys = standIn.listObjects(bucket.getKey()).stream()
                    .filter(key -> !notOutput.contains(key))
                    .toList();
            files.addAll(copy(bucket.getKey(), keys, folder.folder(bucket.getValue())));
            files.addAll(writeRenamed(keys, bucket.getValue(), folder));
        }
        return files;
    }

    private List<Path> copy(String bucket, List<String> keys, OwnFolder target) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String key : keys) {
            files.add(standIn.copyObject(bucket, key, target, fileNames.name(key)));
        }
        return files;
    }

    private List<Path> writeRenamed(List<String> keys, String name, OwnFolder folder) throws IOException {
        List<String> renamed =
                keys.stream().filter(key -> !fileNames.name(key).equals(key)).toList();
        return renamed.isEmpty()
                ? List.of()
                : List.of(JsonLines.write(
                        folder,
                        name + ".keys.jsonl",
                        lines -> renamed.forEach(key -> lines.accept(JsonLines.object()
                                .put("file", fileNames.name(key))
                                .put("key", key)))));
    }

    @Override
    public void close() throws IOException {
        standIn.close();
    }
}
