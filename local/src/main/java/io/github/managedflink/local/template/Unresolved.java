package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;

/** What becomes of an expression whose value only a deployment would know. */
@FunctionalInterface
public interface Unresolved {
    String TOKEN_START = "${Token[";
    String TOKEN_END = "]}";

    /** It is a fault: a run needs the value. */
    Unresolved REFUSED = (shown, fault) -> {
        throw fault;
    };

    /** It stays, as a CDK token that says what it stands for, which specifications take without looking at it. */
    Unresolved KEPT = (shown, fault) -> TextNode.valueOf(TOKEN_START + shown + TOKEN_END);

    /**
     * The value of what cannot be evaluated.
     *
     * @param shown the expression in words
     * @param fault why it cannot
     */
    JsonNode replace(String shown, AssemblyException fault);

    /** It stays as a token, and the fault is noted. */
    static Unresolved noted(List<String> faults) {
        return (shown, fault) -> {
            if (!faults.contains(fault.getMessage())) {
                faults.add(fault.getMessage());
            }
            return KEPT.replace(shown, fault);
        };
    }

    /** Returns whether a value is nothing but a token for an expression that could not be evaluated. */
    static boolean isToken(JsonNode value) {
        return value.asText().startsWith(TOKEN_START) && value.asText().endsWith(TOKEN_END);
    }

    /** A call of an intrinsic function in words, as {@code Fn::Sub} names the same where it can. */
    static String shown(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> argument.asText();
            case "Fn::GetAtt" ->
                argument.isArray()
                        ? argument.valueStream().map(JsonNode::asText).collect(Collectors.joining("."))
                        : argument.asText();
            default -> shortened(function + " " + (argument.isTextual() ? argument.asText() : argument.toString()));
        };
    }

    private static String shortened(String text) {
        final int longest = 80;
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
