package io.github.managedflink.local.opensearch;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.ThrottledBatches;
import io.github.managedflink.local.proxy.Answer;
import io.github.managedflink.local.proxy.GatedService;
import io.github.managedflink.local.proxy.ProxiedRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names requests to a domain or a serverless collection by the permissions that they need, and refuses them in
 * OpenSearch's words.
 *
 * @see <a href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html">Identity and access
 *     management in Amazon OpenSearch Service</a>
 * @see <a href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/security-iam-serverless.html">The
 *     same for OpenSearch Serverless</a>
 */
final class OpenSearchCalls implements GatedService {
    private static final String DOMAINS = "es";
    private static final String COLLECTIONS = "aoss";
    private static final String JSON = "application/json; charset=UTF-8";
    private static final Map<String, String> DOMAIN_ACTIONS = Map.of(
            "DELETE", "ESHttpDelete",
            "GET", "ESHttpGet",
            "HEAD", "ESHttpHead",
            "PATCH", "ESHttpPatch",
            "POST", "ESHttpPost",
            "PUT", "ESHttpPut");

    private static final String COLLECTION_ACTION = "APIAccessAll";

    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchCalls.class);

    private final Arn arn;
    private final PartialBulks bulks;
    private final ThrottledBatches turns = new ThrottledBatches();

    /**
     * Those of a domain or collection.
     *
     * @param node where what is throttled in part goes in part
     */
    OpenSearchCalls(Arn arn, URI node) {
        this.arn = arn;
        this.bulks = new PartialBulks(node);
    }

    /**
     * Reads the ARN of a domain or collection.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Arn arn(String text) {
        Arn arn = Arn.parse(text);
        if (!Set.of(DOMAINS, COLLECTIONS).contains(arn.service())) {
            throw new IllegalArgumentException("'" + text + "' is neither the ARN of a domain of OpenSearch Service,"
                    + " arn:PARTITION:es:REGION:ACCOUNT:domain/NAME, nor that of a serverless collection.");
        }
        return arn;
    }

    /** The actions of domains or of collections. */
    static Set<String> actions(String service) {
        return service.equals(COLLECTIONS) ? Set.of(COLLECTION_ACTION) : Set.copyOf(DOMAIN_ACTIONS.values());
    }

    /** Its name is not in the body, but a bulk request can be throttled in part. */
    @Override
    public boolean isNamedByBody(ProxiedRequest head) {
        return PartialBulks.isBulk(head);
    }

    @Override
    public List<ServiceRequest> calls(ProxiedRequest request) {
        return call(request).map(call -> ServiceRequest.signed(request.accessKeyId(), call)).stream()
                .toList();
    }

    private Optional<ServiceCall> call(ProxiedRequest request) {
        if (arn.service().equals(COLLECTIONS)) {
            return Optional.of(new ServiceCall(COLLECTIONS, COLLECTION_ACTION, arn.toString()));
        }
        return Optional.ofNullable(DOMAIN_ACTIONS.get(request.method()))
                .map(action -> new ServiceCall(DOMAINS, action, arn + request.path()));
    }

    /** As the service's gateway says it, which does not speak like OpenSearch. */
    @Override
    public Answer denied(ProxiedRequest request, String message) {
        return Answer.of(403, JSON, TextNode.valueOf(message).toString().transform("{\"Message\":%s}"::formatted));
    }

    @Override
    public CompletionStage<Answer> throttled(ProxiedRequest request) {
        return PartialBulks.isBulk(request)
                ? turns.inPart(() -> CompletableFuture.supplyAsync(() -> inPart(request)))
                        .orElseGet(() -> CompletableFuture.completedFuture(rejected()))
                : CompletableFuture.completedFuture(rejected());
    }

    private Answer inPart(ProxiedRequest request) {
        try {
            return Answer.of(200, JSON, bulks.carryOut(request).toString());
        } catch (IOException e) {
            LOG.debug("a bulk request is throttled as a whole, as the node does not take it", e);
            return rejected();
        }
    }

    private static Answer rejected() {
        return error(429, "rejected_execution_exception", "rejected execution of coordinating operation");
    }

    @Override
    public Answer failed(ProxiedRequest request, int status) {
        return status == 503
                ? error(status, "cluster_manager_not_discovered_exception", "no cluster manager")
                : error(status, "exception", "the service has failed");
    }

    private static Answer error(int status, String type, String reason) {
        String error = "\"type\":\"" + type + "\",\"reason\":\"" + reason + "\"";
        return Answer.of(
                status, JSON, "{\"error\":{\"root_cause\":[{" + error + "}]," + error + "},\"status\":" + status + "}");
    }
}
