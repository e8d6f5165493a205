package io.github.managedflink.local.opensearch;

import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.proxy.Answer;
import io.github.managedflink.local.proxy.GatedService;
import io.github.managedflink.local.proxy.ProxiedRequest;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Names requests to a domain by their method and path, those to a serverless collection by the one permission that there is, and
 * refuses them in OpenSearch's words.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonopensearchservice.html">Actions of
 *     OpenSearch Service</a>
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonopensearchserverless.html">Actions of
 *     OpenSearch Serverless</a>
 */
final class OpenSearchCalls implements GatedService {

    private static final String DOMAINS = "es";
    private static final String COLLECTIONS = "aoss";
    private static final String JSON = "application/json; charset=UTF-8";

    private final Arn arn;

    /** @throws IllegalArgumentException if it is neither the ARN of a domain nor that of a collection */
    OpenSearchCalls(String arn) {
        this.arn = Arn.parse(arn);
        if (!List.of(DOMAINS, COLLECTIONS).contains(this.arn.service())) {
            throw new IllegalArgumentException("'" + arn + "' is neither the ARN of a domain of OpenSearch Service,"
                    + " arn:PARTITION:es:REGION:ACCOUNT:domain/NAME, nor that of a serverless collection");
        }
    }

    @Override
    public boolean isNamedByBody(ProxiedRequest head) {
        return false;
    }

    @Override
    public List<ServiceCall> calls(ProxiedRequest request) {
        return List.of(
                arn.service().equals(COLLECTIONS)
                        ? new ServiceCall(COLLECTIONS, "APIAccessAll", arn.toString())
                        : new ServiceCall(DOMAINS, "ESHttp" + capitalized(request.method()), arn + request.path()));
    }

    private static String capitalized(String method) {
        return method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
    }

    /** A node whose queues are full refuses so. */
    @Override
    public CompletionStage<Answer> throttled(ProxiedRequest request) {
        return CompletableFuture.completedFuture(
                Answer.of(
                        429,
                        JSON,
                        """
                {"error":{"root_cause":[{"type":"rejected_execution_exception","reason":"rejected execution"}],\
                "type":"rejected_execution_exception","reason":"rejected execution"},"status":429}"""));
    }

    /** The service before the nodes says so, and says no more. */
    @Override
    public Answer failed(ProxiedRequest request, int status) {
        return Answer.of(
                status,
                JSON,
                status == 503 ? "{\"message\":\"Service Unavailable\"}" : "{\"message\":\"Internal Server Error\"}");
    }
}
