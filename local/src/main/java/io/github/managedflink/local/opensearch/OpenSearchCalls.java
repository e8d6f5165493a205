package io.github.managedflink.local.opensearch;

import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.proxy.Answer;
import io.github.managedflink.local.proxy.GatedService;
import io.github.managedflink.local.proxy.ProxiedRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Names requests to a domain or a serverless collection by the permissions that they need, and refuses them in OpenSearch's words.
 *
 * @see <a href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html">Identity and access management in
 *     Amazon OpenSearch Service</a>
 * @see <a href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/security-iam-serverless.html">The same for
 *     OpenSearch Serverless</a>
 */
final class OpenSearchCalls implements GatedService {
    private static final String DOMAINS = "es";
    private static final String COLLECTIONS = "aoss";
    private static final Map<String, String> DOMAIN_ACTIONS = Map.of(
            "DELETE", "ESHttpDelete",
            "GET", "ESHttpGet",
            "HEAD", "ESHttpHead",
            "PATCH", "ESHttpPatch",
            "POST", "ESHttpPost",
            "PUT", "ESHttpPut");

    private final Arn arn;

    /** @throws IllegalArgumentException if it is neither the ARN of a domain nor that of a collection */
    OpenSearchCalls(String arn) {
        this.arn = Arn.parse(arn);
        if (!Set.of(DOMAINS, COLLECTIONS).contains(this.arn.service())) {
            throw new IllegalArgumentException("'" + arn + "' is neither the ARN of a domain of OpenSearch Service,"
                    + " arn:PARTITION:es:REGION:ACCOUNT:domain/NAME, nor that of a serverless collection.");
        }
    }

    @Override
    public boolean isNamedByBody(ProxiedRequest head) {
        return false;
    }

    @Override
    public List<ServiceCall> calls(ProxiedRequest request) {
        if (arn.service().equals(COLLECTIONS)) {
            return List.of(new ServiceCall(COLLECTIONS, "APIAccessAll", arn.toString()));
        }
        String action = DOMAIN_ACTIONS.get(request.method());
        return action == null ? List.of() : List.of(new ServiceCall(DOMAINS, action, arn + request.path()));
    }

    @Override
    public CompletionStage<Answer> throttled(ProxiedRequest request) {
        return CompletableFuture.completedFuture(
                error(429, "rejected_execution_exception", "rejected execution of coordinating operation"));
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
                status,
                "application/json; charset=UTF-8",
                "{\"error\":{\"root_cause\":[{" + error + "}]," + error + "},\"status\":" + status + "}");
    }
}
