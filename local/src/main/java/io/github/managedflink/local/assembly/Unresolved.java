package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.Collectors;

/** What becomes of an expression whose value only a deployment would know. */
enum Unresolved {
    /** It is a fault: a run needs the value. */
    REFUSED {
        @Override
        JsonNode replace(String function, JsonNode argument, AssemblyException fault) {
            throw fault;
        }
    },
    /** It stays, as a CDK token that says what it stands for, which specifications take without looking at it. */
    KEPT {
        @Override
        JsonNode replace(String function, JsonNode argument, AssemblyException fault) {
            return TextNode.valueOf("${Token[" + shown(function, argument) + "]}");
        }
    };

    private static final int LONGEST = 80;

    /**
     * The value of an intrinsic function that cannot be evaluated.
     *
     * @param fault why it cannot
     */
    abstract JsonNode replace(String function, JsonNode argument, AssemblyException fault);

    /** As {@code Fn::Sub} names the same where it can. */
    private static String shown(String function, JsonNode argument) {
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
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
