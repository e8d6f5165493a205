package io.github.managedflink.local.s3;

import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.proxy.Answer;
import io.github.managedflink.local.proxy.GatedService;
import io.github.managedflink.local.proxy.ProxiedRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names requests to S3, with path-style addressing, by the permissions that they need, and refuses them in S3's words.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Required
 *     permissions for S3 API operations</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
final class S3Calls implements GatedService {

    static final String SERVICE = "s3";
    private static final Pattern BUCKET_AND_KEY = Pattern.compile("/([^/]+)(?:/(.*))?", Pattern.DOTALL);

    /** By the parameter that turns a GET of a bucket into something else than the listing of its objects. */
    private static final Map<String, String> BUCKET_READS = orderedMap(
            "uploads", "ListBucketMultipartUploads",
            "location", "GetBucketLocation",
            "versions", "ListBucketVersions",
            "versioning", "GetBucketVersioning",
            "acl", "GetBucketAcl");

    private static final Map<String, String> OBJECT_READS = orderedMap(
            "uploadId", "ListMultipartUploadParts",
            "acl", "GetObjectAcl",
            "tagging", "GetObjectTagging",
            "versionId", "GetObjectVersion");

    private static final Map<String, String> OBJECT_WRITES = orderedMap(
            "acl", "PutObjectAcl",
            "tagging", "PutObjectTagging");

    /** Those that no parameter tells. */
    private static final Set<String> OTHER_ACTIONS = Set.of(
            "ListAllMyBuckets",
            "CreateBucket",
            "DeleteBucket",
            "ListBucket",
            "GetObject",
            "PutObject",
            "DeleteObject",
            "AbortMultipartUpload");

    private static final Set<String> LIST_CONDITION_KEYS = Set.of("prefix", "delimiter", "max-keys");

    private final Set<String> exempt;
    private final String partition;
    private final Map<String, BucketAlias> aliases = new ConcurrentHashMap<>();

    /**
     * Names the calls of one partition.
     *
     * @param exempt buckets whose calls are neither counted nor disturbed
     * @param partition the one that all buckets are in
     */
    S3Calls(Set<String> exempt, String partition) {
        this.partition = partition;
        this.exempt = Set.copyOf(exempt);
    }

    /** The permissions by whose names requests are called. */
    static Set<String> actions() {
        return Stream.of(BUCKET_READS.values(), OBJECT_READS.values(), OBJECT_WRITES.values(), OTHER_ACTIONS)
                .flatMap(Collection::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Lets a bucket's other name say who calls. */
    void know(BucketAlias alias) {
        aliases.put(alias.name(), alias);
    }

    private static Map<String, String> orderedMap(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** The keys of a deletion of many objects are in its body. */
    @Override
    public boolean isNamedByBody(ProxiedRequest head) {
        return head.method().equals("POST") && head.parameters().containsKey("delete");
    }

    @Override
    public List<ServiceRequest> calls(ProxiedRequest request) {
        Matcher path = BUCKET_AND_KEY.matcher(request.path());
        if (!path.matches()) {
            return List.of(signed(request, new ServiceCall(SERVICE, "ListAllMyBuckets", ServiceCall.NO_RESOURCE)));
        }
        Optional<BucketAlias> alias = Optional.ofNullable(aliases.get(path.group(1)));
        String bucket = alias.map(BucketAlias::bucket).orElse(path.group(1));
        if (exempt.contains(bucket)) {
            return List.of();
        }
        String key = path.group(2);
        List<ServiceCall> calls =
                key == null || key.isEmpty() ? onBucket(request, bucket) : onObject(request, bucket, key);
        return calls.stream()
                .map(call -> alias.map(each -> ServiceRequest.signed(each.accessKeyId(), call))
                        .orElseGet(() -> signed(request, call)))
                .map(call -> withConditionKeys(call, request))
                .toList();
    }

    private static ServiceRequest signed(ProxiedRequest request, ServiceCall call) {
        return ServiceRequest.signed(request.accessKeyId(), call);
    }

    /** What a listing asks for is what permissions to list are most often limited to. */
    private static ServiceRequest withConditionKeys(ServiceRequest call, ProxiedRequest request) {
        ServiceRequest complete = call;
        if (call.call().action().startsWith("List")) {
            for (Map.Entry<String, List<String>> parameter :
                    request.parameters().entrySet()) {
                if (LIST_CONDITION_KEYS.contains(parameter.getKey())) {
                    complete = complete.with(
                            SERVICE + ":" + parameter.getKey(),
                            parameter.getValue().get(0));
                }
            }
        }
        return complete;
    }

    private List<ServiceCall> onBucket(ProxiedRequest request, String bucket) {
        return switch (request.method()) {
            case "PUT" -> List.of(call("CreateBucket", bucket));
            case "DELETE" -> List.of(call("DeleteBucket", bucket));
            case "POST" ->
                DeleteRequest.keys(request.body()).stream()
                        .map(key -> call("DeleteObject", bucket + "/" + key))
                        .toList();
            default -> List.of(call(actionOf(request, BUCKET_READS, "ListBucket"), bucket));
        };
    }

    private List<ServiceCall> onObject(ProxiedRequest request, String bucket, String key) {
        String object = bucket + "/" + key;
        return switch (request.method()) {
            case "PUT" ->
                Stream.concat(
                                Stream.of(call(actionOf(request, OBJECT_WRITES, "PutObject"), object)),
                                copySource(request).stream())
                        .toList();
            case "POST" -> List.of(call("PutObject", object));
            case "DELETE" ->
                List.of(call(
                        request.parameters().containsKey("uploadId") ? "AbortMultipartUpload" : "DeleteObject",
                        object));
            default -> List.of(call(actionOf(request, OBJECT_READS, "GetObject"), object));
        };
    }

    private List<ServiceCall> copySource(ProxiedRequest request) {
        String source = request.header("x-amz-copy-source");
        if (source.isEmpty()) {
            return List.of();
        }
        String path = new ProxiedRequest(
                        "GET", source.startsWith("/") ? source : "/" + source, request.headers(), new byte[0])
                .path();
        Matcher named = BUCKET_AND_KEY.matcher(path);
        String bucket = named.matches() ? named.group(1) : "";
        BucketAlias alias = aliases.get(bucket);
        return List.of(
                call("GetObject", (alias == null ? bucket : alias.bucket()) + path.substring(1 + bucket.length())));
    }

    private static String actionOf(ProxiedRequest request, Map<String, String> byParameter, String otherwise) {
        return byParameter.entrySet().stream()
                .filter(each -> request.parameters().containsKey(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    private ServiceCall call(String action, String bucketAndKey) {
        return new ServiceCall(SERVICE, action, "arn:" + partition + ":s3:::" + bucketAndKey);
    }

    @Override
    public Answer denied(ProxiedRequest request, String message) {
        return error(403, "AccessDenied", message.replace("&", "&amp;").replace("<", "&lt;"));
    }

    @Override
    public CompletionStage<Answer> throttled(ProxiedRequest request) {
        return CompletableFuture.completedFuture(error(503, "SlowDown", "Please reduce your request rate."));
    }

    @Override
    public Answer failed(ProxiedRequest request, int status) {
        return status == 503
                ? error(status, "ServiceUnavailable", "Please reduce your request rate.")
                : error(status, "InternalError", "We encountered an internal error. Please try again.");
    }

    private static Answer error(int status, String code, String message) {
        return Answer.of(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
