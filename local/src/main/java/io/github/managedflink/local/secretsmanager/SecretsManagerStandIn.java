package io.github.managedflink.local.secretsmanager;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsOperation;
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.http.AwsService;
import io.github.managedflink.local.http.JsonProtocol;
import io.github.managedflink.local.http.ServiceTraits;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * AWS Secrets Manager for readers: secrets of one version, the current one, which is a text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class SecretsManagerStandIn implements AwsService {
    private static final ServiceTraits TRAITS = new ServiceTraits(
            "secretsmanager",
            new JsonProtocol("secretsmanager"),
            "InvalidParameterException",
            AwsError.badRequest("ThrottlingException", ServiceTraits.RATE_EXCEEDED),
            ServiceTraits.ACCESS_DENIED);
    private static final String CURRENT = "AWSCURRENT";

    /** What the service adds to the name of a secret to make its ARN. */
    private static final Pattern SUFFIX = Pattern.compile("-[A-Za-z0-9]{6}$");

    private static final String SOME_SUFFIX = "-000000";
    private static final double MILLIS = 1e3;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Does not show its value, which belongs in no log. */
    private record Secret(Arn arn, String name, String value, String versionId, Instant created) {
        @Override
        public String toString() {
            return arn.toString();
        }
    }

    private final Map<String, Secret> secrets = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();
    private final Map<String, AwsOperation> operations = Map.of(
            "GetSecretValue", AwsOperation.of(this::resource, this::getSecretValue),
            "DescribeSecret", AwsOperation.of(this::resource, this::describeSecret));

    /**
     * Creates a secret, or gives it another value. Its name is that of the ARN without the six random characters; an
     * ARN that has none gets some.
     */
    public void putSecret(String arn, String value) {
        Arn parsed = Arn.parse(SUFFIX.matcher(arn).find() ? arn : arn + SOME_SUFFIX);
        String name =
                SUFFIX.matcher(parsed.resource().replaceFirst("^secret:", "")).replaceFirst("");
        secrets.put(arn, new Secret(parsed, name, value, UUID.randomUUID().toString(), clock.instant()));
    }

    @Override
    public ServiceTraits traits() {
        return TRAITS;
    }

    @Override
    public Map<String, AwsOperation> operations() {
        return operations;
    }

    private String resource(AwsRequest request) {
        String id = request.required("SecretId");
        return find(id, request.caller().region())
                .map(secret -> secret.arn().toString())
                .orElseGet(() -> id.startsWith("arn:")
                        ? id
                        : request.caller().arnOf("secret:" + id).toString());
    }

    /** By ARN, by ARN without the random characters, or by name. */
    private Optional<Secret> find(String id, String region) {
        return secrets.values().stream()
                .filter(secret -> id.startsWith("arn:")
                        ? id.equals(secret.arn().toString())
                                || id.equals(
                                        SUFFIX.matcher(secret.arn().toString()).replaceFirst(""))
                        : id.equals(secret.name()) && region.equals(secret.arn().region()))
                .findFirst();
    }

    private Secret secret(AwsRequest request) {
        return find(request.required("SecretId"), request.caller().region())
                .orElseThrow(() -> AwsError.badRequest(
                        "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
    }

    private ObjectNode getSecretValue(AwsRequest request) {
        Secret secret = secret(request);
        String stage = request.optional("VersionStage").orElse(CURRENT);
        String version = request.optional("VersionId").orElse(secret.versionId());
        if (!stage.equals(CURRENT) || !version.equals(secret.versionId())) {
            throw AwsError.badRequest(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret value for staging label: " + stage);
        }
        ObjectNode reply = head(secret).put("VersionId", secret.versionId()).put("SecretString", secret.value());
        reply.putArray("VersionStages").add(CURRENT);
        return reply;
    }

    private ObjectNode describeSecret(AwsRequest request) {
        Secret secret = secret(request);
        ObjectNode reply = head(secret);
        reply.putObject("VersionIdsToStages").putArray(secret.versionId()).add(CURRENT);
        return reply;
    }

    private static ObjectNode head(Secret secret) {
        return JSON.objectNode()
                .put("ARN", secret.arn().toString())
                .put("Name", secret.name())
                .put("CreatedDate", secret.created().toEpochMilli() / MILLIS);
    }
}
