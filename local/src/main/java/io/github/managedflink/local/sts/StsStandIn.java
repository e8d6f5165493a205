package io.github.managedflink.local.sts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.assembly.Environment;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsOperation;
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.http.AwsService;
import io.github.managedflink.local.http.QueryProtocol;
import io.github.managedflink.local.http.ServiceTraits;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * AWS Security Token Service that lets everybody assume every role.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 * @see AssumedRole
 */
public final class StsStandIn implements AwsService {
    private static final ServiceTraits TRAITS = new ServiceTraits(
            "sts",
            new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/"),
            "ValidationError",
            AwsError.badRequest("Throttling", ServiceTraits.RATE_EXCEEDED),
            "AccessDenied");
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final int DEFAULT_SECONDS = 3_600;
    private static final int MIN_SECONDS = 900;
    private static final int MAX_SECONDS = 43_200;
    private static final String USER_ID = "AROALOCAL";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Clock clock;
    private final Map<String, AwsOperation> operations = Map.of(
            "AssumeRole", AwsOperation.of(request -> request.required("RoleArn"), this::assumeRole),
            "GetCallerIdentity", AwsOperation.of(request -> ServiceCall.NO_RESOURCE, StsStandIn::getCallerIdentity));

    public StsStandIn() {
        this(Clock.systemUTC());
    }

    /** One whose credentials expire by the given clock. */
    public StsStandIn(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ServiceTraits traits() {
        return TRAITS;
    }

    @Override
    public Map<String, AwsOperation> operations() {
        return operations;
    }

    private ObjectNode assumeRole(AwsRequest request) {
        AssumedRole role = new AssumedRole(
                matching(request, "RoleArn", ROLE_ARN),
                matching(request, "RoleSessionName", SESSION_NAME),
                request.caller().accessKeyId());
        int seconds = seconds(request);
        ObjectNode reply = JSON.objectNode();
        reply.putObject("Credentials")
                .put("AccessKeyId", role.accessKeyId())
                .put("SecretAccessKey", UUID.randomUUID().toString())
                .put("SessionToken", UUID.randomUUID().toString())
                .put("Expiration", clock.instant().plusSeconds(seconds).toString());
        reply.putObject("AssumedRoleUser")
                .put("AssumedRoleId", USER_ID + ":" + role.sessionName())
                .put("Arn", sessionArn(role).toString());
        return reply;
    }

    private static String matching(AwsRequest request, String parameter, Pattern pattern) {
        String value = request.required(parameter);
        if (!pattern.matcher(value).matches()) {
            throw request.invalid("1 validation error detected: Value '" + value + "' at '" + parameter
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + pattern);
        }
        return value;
    }

    private static int seconds(AwsRequest request) {
        int seconds = request.body().path("DurationSeconds").asInt(DEFAULT_SECONDS);
        if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
            throw request.invalid(
                    "1 validation error detected: Value '" + seconds + "' at 'durationSeconds' failed to satisfy"
                            + " constraint: Member must have value between " + MIN_SECONDS + " and " + MAX_SECONDS);
        }
        return seconds;
    }

    private static Arn sessionArn(AssumedRole role) {
        Arn arn = Arn.parse(role.roleArn());
        return new Arn(
                arn.partition(), "sts", "", arn.account(), "assumed-role/" + arn.name() + "/" + role.sessionName());
    }

    private static ObjectNode getCallerIdentity(AwsRequest request) {
        Optional<AssumedRole> role = AssumedRole.of(request.caller().accessKeyId());
        Arn arn = role.map(StsStandIn::sessionArn)
                .orElseGet(() -> new Arn(
                        Environment.ofRegion(request.caller().region()).partition(),
                        "iam",
                        "",
                        Environment.DEFAULT_ACCOUNT,
                        "user/local"));
        return JSON.objectNode()
                .put("Account", arn.account())
                .put("Arn", arn.toString())
                .put(
                        "UserId",
                        role.map(each -> USER_ID + ":" + each.sessionName()).orElse("AIDALOCAL"));
    }
}
