package io.github.managedflink.local.http;

import io.github.managedflink.local.assembly.Environment;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who calls, according to the scope of the request's signature, which nobody checks.
 *
 * @param accessKeyId of the credentials that signed
 * @param region the region that the caller believes to be in
 * @param service the service that the request was signed for
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
public record AwsCaller(String accessKeyId, String region, String service) {
    private static final Pattern SCOPE =
            Pattern.compile("Credential=([^/,\\s]+)/\\d{8}/([^/,\\s]+)/([^/,\\s]+)/aws4_request");

    /** Reads the {@code Authorization} header; empty if it holds no such scope. */
    public static Optional<AwsCaller> of(String authorization) {
        Matcher scope = SCOPE.matcher(authorization);
        return scope.find()
                ? Optional.of(new AwsCaller(scope.group(1), scope.group(2), scope.group(3)))
                : Optional.empty();
    }

    /**
     * The ARN of a resource that the caller gives by name: in its own region, and in the account of stacks that are
     * bound to none.
     */
    public Arn arnOf(String resource) {
        return Arn.parse(Environment.ofRegion(region).arn(service, resource));
    }
}
