package io.github.managedflink.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/** How the calls of a service travel over HTTP. */
public sealed interface AwsProtocol permits JsonProtocol, QueryProtocol {

    /** A request's operation and parameters. */
    record Message(String action, JsonNode body) {}

    /**
     * Reads a request.
     *
     * @throws AwsError if it is none of this protocol
     */
    Message read(HttpHeaders headers, ByteBuf content);

    byte[] reply(String action, ObjectNode result, String requestId);

    byte[] refusal(AwsError error, String requestId);

    String contentType();

    /** The error for an operation that the service does not have. */
    AwsError unknownOperation(String action);
}
