package io.github.managedflink.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * One operation of a service. Its functions may throw an {@link AwsError}.
 *
 * @param permission the IAM action that permits it, where it is not of the operation's own name
 * @param resource the ARN of what a request is about
 * @param reply serves a request
 * @param throttled how a request is served in part when there are too many of them; empty to refuse it as a whole
 */
public record AwsOperation(
        Optional<String> permission,
        Function<AwsRequest, String> resource,
        Function<AwsRequest, ObjectNode> reply,
        Function<AwsRequest, Optional<ObjectNode>> throttled) {

    /** One that is throttled as a whole. */
    public AwsOperation(Function<AwsRequest, String> resource, Function<AwsRequest, ObjectNode> reply) {
        this(resource, reply, request -> Optional.empty());
    }

    /** One that may be throttled in part. */
    public AwsOperation(
            Function<AwsRequest, String> resource,
            Function<AwsRequest, ObjectNode> reply,
            Function<AwsRequest, Optional<ObjectNode>> throttled) {
        this(Optional.empty(), resource, reply, throttled);
    }

    /** The same, permitted by an IAM action of another name. */
    public AwsOperation permittedBy(String action) {
        return new AwsOperation(Optional.of(action), resource, reply, throttled);
    }
}
