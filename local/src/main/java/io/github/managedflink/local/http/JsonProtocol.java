package io.github.managedflink.local.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;

/**
 * AWS JSON: the operation stands in the header {@code X-Amz-Target}.
 *
 * @param targetPrefix what stands before the operation's name there, such as {@code Firehose_20150804}
 * @param version 1.0 or 1.1, which differ in the content type alone
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1 protocol</a>
 */
public record JsonProtocol(String targetPrefix, String version) implements AwsProtocol {
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

    @Override
    public Message read(HttpHeaders headers, byte[] content) {
        String target = headers.get("X-Amz-Target", "");
        if (!target.startsWith(targetPrefix + ".")) {
            throw unknownOperation(target);
        }
        return new Message(target.substring(targetPrefix.length() + 1), parse(content));
    }

    private static JsonNode parse(byte[] content) {
        try {
            JsonNode body = JSON.readTree(content);
            if (body.isObject()) {
                return body;
            }
        } catch (IOException e) {
            throw AwsError.badRequest("SerializationException", e.getMessage());
        }
        throw AwsError.badRequest("SerializationException", "the request's body is not a JSON object");
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

    private static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    @Override
    public String contentType() {
        return "application/x-amz-json-" + version;
    }

    @Override
    public AwsError unknownOperation(String action) {
        return AwsError.badRequest("UnknownOperationException", "the stand-in has no operation " + action);
    }
}
