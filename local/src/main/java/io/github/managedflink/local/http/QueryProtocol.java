package io.github.managedflink.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * AWS query: a form with the operation in {@code Action} and the parameters flattened, answered with XML.
 *
 * @param namespace of the answer's elements
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
public record QueryProtocol(String namespace) implements AwsProtocol {
    private static final int MAX_PARAMETERS = 100_000;

    @Override
    public Message read(HttpHeaders headers, ByteBuf content) {
        Map<String, List<String>> form = new QueryStringDecoder(
                        content.toString(StandardCharsets.UTF_8), StandardCharsets.UTF_8, false, MAX_PARAMETERS)
                .parameters();
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        form.forEach((name, values) -> put(tree, name, values.get(0)));
        String action = tree.path("Action").asText();
        tree.remove(List.of("Action", "Version"));
        return new Message(action, withLists(tree));
    }

    /** Puts the value of {@code A.member.1.B} at that path. */
    private static void put(ObjectNode tree, String name, String value) {
        String[] path = name.split("\\.", -1);
        ObjectNode parent = tree;
        for (int i = 0; i < path.length - 1; i++) {
            JsonNode child = parent.get(path[i]);
            parent = child instanceof ObjectNode object ? object : parent.putObject(path[i]);
        }
        parent.put(path[path.length - 1], value);
    }

    /** Turns {@code {member: {1: a, 2: b}}} into {@code [a, b]}, and a map's {@code entry} alike. */
    private static JsonNode withLists(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        JsonNode elements = node.has("member") ? node.get("member") : node.get("entry");
        if (node.size() == 1 && elements != null && elements.isObject()) {
            TreeMap<Integer, JsonNode> byIndex = new TreeMap<>();
            elements.properties().forEach(each -> byIndex.put(indexOf(each.getKey()), withLists(each.getValue())));
            return JsonNodeFactory.instance.arrayNode().addAll(byIndex.values());
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(each -> result.set(each.getKey(), withLists(each.getValue())));
        return result;
    }

    private static int indexOf(String key) {
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException e) {
            throw AwsError.badRequest("MalformedQueryString", "'" + key + "' is not the index of a list's member");
        }
    }

    @Override
    public byte[] reply(String action, ObjectNode result, String requestId) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set(action + "Result", result);
        answer.putObject("ResponseMetadata").put("RequestId", requestId);
        return xml(action + "Response", answer);
    }

    @Override
    public byte[] refusal(AwsError error, String requestId) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("Error")
                .put("Type", error.isCallersFault() ? "Sender" : "Receiver")
                .put("Code", error.code())
                .put("Message", error.getMessage());
        answer.put("RequestId", requestId);
        return xml("ErrorResponse", answer);
    }

    private byte[] xml(String root, ObjectNode content) {
        StringBuilder out = new StringBuilder(512);
        out.append('<').append(root).append(" xmlns=\"").append(namespace).append("\">");
        append(out, content);
        return out.append("</").append(root).append('>').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder out, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(each -> appendElement(out, each.getKey(), each.getValue()));
        } else if (node instanceof ArrayNode) {
            node.forEach(each -> appendElement(out, "member", each));
        } else {
            appendText(out, node.asText());
        }
    }

    private static void appendElement(StringBuilder out, String name, JsonNode content) {
        out.append('<').append(name).append('>');
        append(out, content);
        out.append("</").append(name).append('>');
    }

    private static void appendText(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\r' -> out.append("&#13;");
                default ->
                    out.append(c < ' ' && c != '\t' && c != '\n' ? '\uFFFD' : c); // XML 1.0 has no other controls.
            }
        }
    }

    @Override
    public String contentType() {
        return "text/xml";
    }

    @Override
    public AwsError unknownOperation(String action) {
        return AwsError.badRequest("InvalidAction", "the stand-in has no operation " + action);
    }
}
