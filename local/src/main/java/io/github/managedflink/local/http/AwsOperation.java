package io.github.managedflink.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One operation of a service. Its functions may throw an {@link AwsError}.
 *
 * @param permissions those that a request needs, all of them
 * @param reply serves a request
 * @param throttled how a request is served in part when there are too many of them; empty to refuse it as a whole
 */
public record AwsOperation(
        Function<AwsRequest, List<Permission>> permissions,
        Function<AwsRequest, AwsReply> reply,
        Function<AwsRequest, Optional<AwsReply>> throttled) {

    /**
     * A permission in the terms of IAM.
     *
     * @param action its name without the service's prefix
     * @param resource the ARN of what a request is about
     */
    public record Permission(String action, String resource) {}

    /** One about one resource, which the IAM action of its own name permits, and which is throttled as a whole. */
    public static AwsOperation of(Function<AwsRequest, String> resource, Function<AwsRequest, ObjectNode> reply) {
        return needing(request -> List.of(new Permission(request.action(), resource.apply(request))), reply);
    }

    /** One that is throttled as a whole. */
    public static AwsOperation needing(
            Function<AwsRequest, List<Permission>> permissions, Function<AwsRequest, ObjectNode> reply) {
        return new AwsOperation(permissions, reply.andThen(AwsReply.Tree::new), request -> Optional.empty());
    }

    /** The same, throttled in part. */
    public AwsOperation throttledBy(Function<AwsRequest, Optional<ObjectNode>> inPart) {
        return new AwsOperation(
                permissions, reply, request -> inPart.apply(request).map(AwsReply.Tree::new));
    }

    /** The same, permitted by an IAM action of another name. */
    public AwsOperation permittedBy(String action) {
        return new AwsOperation(
                request -> permissions.apply(request).stream()
                        .map(permission -> new Permission(action, permission.resource()))
                        .toList(),
                reply,
                throttled);
    }
}
