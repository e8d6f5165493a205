package io.github.managedflink.test.docs;

import com.sun.source.doctree.AttributeTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.InheritDocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.ValueTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A documentation comment in Markdown: the tags that the sources use, and no others. */
final class DocText {
    private static final Map<String, String> ENTITIES =
            Map.of("lt", "<", "gt", ">", "amp", "&", "ge", "≥", "le", "≤", "times", "×", "nbsp", " ");

    private final DocCommentTree comment;
    private final Surroundings surroundings;

    /** What a comment refers to outside of itself. */
    interface Surroundings {
        /** Returns the value of the constant that a tag names. */
        Object constant(ValueTree tag);

        /** Returns the text of the comment that this one goes on from. */
        String inherited();
    }

    DocText(DocCommentTree comment, Surroundings surroundings) {
        this.comment = comment;
        this.surroundings = surroundings;
    }

    /** Returns the description without the tags that follow it. */
    String body() {
        return markdown(comment.getFullBody());
    }

    String asParagraphs() {
        List<String> parts = new ArrayList<>();
        parts.add(body());
        comment.getBlockTags().forEach(tag -> parts.add(block(tag)));
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining("\n\n"));
    }

    String onOneLine() {
        return asParagraphs().replaceAll("\\s*\\n\\s*\\n\\s*", "<br>").replaceAll("\\s*\\n\\s*", " ");
    }

    private String block(DocTree tag) {
        if (tag instanceof ParamTree param) {
            return "*" + param.getName() + "*: " + markdown(param.getDescription());
        }
        if (tag instanceof ReturnTree returned) {
            return "Returns " + markdown(returned.getDescription());
        }
        if (tag instanceof ThrowsTree thrown) {
            return "Throws `" + thrown.getExceptionName() + "` " + markdown(thrown.getDescription());
        }
        if (tag instanceof SeeTree see) {
            return "See " + markdown(see.getReference());
        }
        return "";
    }

    private String markdown(List<? extends DocTree> trees) {
        StringBuilder text = new StringBuilder();
        String target = null;
        boolean preformatted = false;
        for (DocTree tree : trees) {
            if (tree instanceof TextTree plain) {
                text.append(plain.getBody().replaceAll("[ \\t]*\\n[ \\t]*", "\n"));
            } else if (tree instanceof LiteralTree literal && preformatted) {
                String code = literal.getBody().getBody().stripIndent().strip();
                text.append(code.startsWith("{") ? "```json\n" : "```java\n")
                        .append(code)
                        .append("\n```");
            } else if (tree instanceof LiteralTree literal) {
                text.append('`').append(literal.getBody().getBody()).append('`');
            } else if (tree instanceof LinkTree link) {
                text.append('`').append(label(link)).append('`');
            } else if (tree instanceof ValueTree value) {
                text.append(surroundings.constant(value));
            } else if (tree instanceof InheritDocTree) {
                text.append(surroundings.inherited());
            } else if (tree instanceof EntityTree entity) {
                String name = entity.getName().toString();
                text.append(ENTITIES.getOrDefault(name, "&" + name + ";"));
            } else if (tree instanceof StartElementTree start) {
                target = start.getName().contentEquals("a") ? hrefOf(start) : target;
                preformatted |= start.getName().contentEquals("pre");
                text.append(opening(start.getName().toString()));
            } else if (tree instanceof EndElementTree end) {
                preformatted &= !end.getName().contentEquals("pre");
                text.append(closing(end.getName().toString(), target));
            } else {
                text.append('`').append(tree).append('`');
            }
        }
        return text.toString().strip().replaceAll("\\n{3,}", "\n\n");
    }

    private String label(LinkTree link) {
        if (!link.getLabel().isEmpty()) {
            return markdown(link.getLabel());
        }
        return link.getReference()
                .getSignature()
                .replaceAll("\\b[a-z][a-z0-9]*\\.(?=[a-zA-Z])", "")
                .replaceFirst("^#", "")
                .replace('#', '.');
    }

    private static String hrefOf(StartElementTree start) {
        return start.getAttributes().stream()
                .filter(AttributeTree.class::isInstance)
                .map(AttributeTree.class::cast)
                .filter(attribute -> attribute.getName().contentEquals("href"))
                .map(attribute ->
                        attribute.getValue().stream().map(Object::toString).collect(Collectors.joining()))
                .findFirst()
                .orElse("");
    }

    private static String opening(String element) {
        return switch (element) {
            case "p", "pre" -> "\n\n";
            case "ul", "ol" -> "\n";
            case "li" -> "\n- ";
            case "a" -> "[";
            case "b", "strong" -> "**";
            case "i", "em" -> "*";
            default -> "";
        };
    }

    private static String closing(String element, String target) {
        return switch (element) {
            case "a" -> "](" + target + ")";
            case "b", "strong" -> "**";
            case "i", "em" -> "*";
            case "ul", "ol", "pre" -> "\n\n";
            default -> "";
        };
    }
}
