package io.github.managedflink.local.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;

/**
 * AWS JSON and what differs from it in the encoding alone: the operation stands in the header {@code X-Amz-Target}.
 *
 * @param targetPrefix what stands before the operation's name there, such as {@code Firehose_20150804}
 * @param contentType of requests and replies
 * @param encoding reads requests and writes replies
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1 protocol</a>
 */
public record JsonProtocol(String targetPrefix, String contentType, ObjectMapper encoding) implements AwsProtocol {
    /** DynamoDB has the longest names, of 65,535 bytes, and says itself what it thinks of longer ones. */
    private static final int MAX_NAME_LENGTH = 1 << 17;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(MAX_NAME_LENGTH)
                    .build())
            .build());

    /** That of most services: version 1.1. */
    public JsonProtocol(String targetPrefix) {
        this(targetPrefix, "1.1");
    }

    /**
     * JSON of a version.
     *
     * @param version 1.0 or 1.1, which differ in the content type alone
     */
    public JsonProtocol(String targetPrefix, String version) {
        this(targetPrefix, "application/x-amz-json-" + version, JSON);
    }

    @Override
    public Message read(HttpHeaders headers, ByteBuf content) {
        String target = headers.get("X-Amz-Target", "");
        if (!target.startsWith(targetPrefix + ".")) {
            throw unknownOperation(target);
        }
        return new Message(target.substring(targetPrefix.length() + 1), parse(new ByteBufInputStream(content)));
    }

    private JsonNode parse(InputStream content) {
        try {
            JsonNode body = encoding.readTree(content);
            if (body.isObject()) {
                return body;
            }
        } catch (IOException e) {
            throw AwsError.badRequest("SerializationException", e.getMessage());
        }
        throw AwsError.badRequest("SerializationException", "the request's body is not an object");
    }

    @Override
    public byte[] reply(String action, ObjectNode result, String requestId) {
        return bytes(result);
    }

    @Override
    public byte[] refusal(AwsError error, String requestId) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("__type", error.code())
                .put("message", error.getMessage());
        body.setAll(error.details());
        return bytes(body);
    }

    private byte[] bytes(ObjectNode node) {
        try {
            return encoding.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    @Override
    public AwsError unknownOperation(String action) {
        return AwsError.badRequest("UnknownOperationException", "the stand-in has no operation " + action);
    }
}
