package io.github.managedflink.local.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of a policy with wildcards and policy variables: {@code *} stands for any characters, {@code ?} for one,
 * <code>${key}</code> for the value of a condition key, <code>${key, 'default'}</code> for it or a default, and <code>
 * ${*}</code>, <code>${?}</code> and <code>${$}</code> for the characters themselves.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy
 *     variables</a>
 */
final class PolicyText {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern WITH_DEFAULT = Pattern.compile("(.*), '(.*)'");

    /** How the characters {@code *} and {@code ?} are read. */
    enum Wildcards {
        MATCH,
        LITERAL
    }

    private final List<Token> tokens;

    private PolicyText(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    static PolicyText parse(String text, Wildcards wildcards) {
        List<Token> tokens = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(text);
        int start = 0;
        while (variable.find()) {
            addPlain(tokens, text.substring(start, variable.start()), wildcards);
            tokens.add(variable(variable.group(1)));
            start = variable.end();
        }
        addPlain(tokens, text.substring(start), wildcards);
        return new PolicyText(tokens);
    }

    private static void addPlain(List<Token> tokens, String text, Wildcards wildcards) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (wildcards == Wildcards.MATCH && c == '*') {
                tokens.add(Token.ANY_SEQUENCE);
            } else if (wildcards == Wildcards.MATCH && c == '?') {
                tokens.add(Token.ANY_CHARACTER);
            } else {
                tokens.add(new Literal(c));
            }
        }
    }

    private static Token variable(String content) {
        if (content.length() == 1 && "*?$".contains(content)) {
            return new Literal(content.charAt(0));
        }
        Matcher parts = WITH_DEFAULT.matcher(content);
        return parts.matches()
                ? new Variable(parts.group(1).strip(), Optional.of(parts.group(2)))
                : new Variable(content.strip(), Optional.empty());
    }

    /** Whether the value is one that this stands for; never if a variable has neither a value nor a default. */
    boolean matches(String value, RequestContext context) {
        return resolved(context).filter(glob -> matches(glob, value)).isPresent();
    }

    boolean matchesIgnoringCase(String value, RequestContext context) {
        return resolved(context)
                .map(glob -> glob.stream().map(Token::toLowerCase).toList())
                .filter(glob -> matches(glob, value.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /** Whether all its variables have values. */
    boolean isResolvable(RequestContext context) {
        return resolved(context).isPresent();
    }

    private Optional<List<Token>> resolved(RequestContext context) {
        List<Token> glob = new ArrayList<>();
        for (Token token : tokens) {
            if (token instanceof Variable variable) {
                Optional<String> value = context.single(variable.key()).or(variable::fallback);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                addPlain(glob, value.get(), Wildcards.LITERAL);
            } else {
                glob.add(token);
            }
        }
        return Optional.of(glob);
    }

    /**
     * Matches greedily and goes back to the last {@code *} only, which is enough: an earlier one could not do better.
     */
    private static boolean matches(List<Token> glob, String value) {
        int at = 0;
        int token = 0;
        int lastStar = -1;
        int retryFrom = 0;
        while (at < value.length()) {
            if (token < glob.size() && glob.get(token) == Token.ANY_SEQUENCE) {
                lastStar = token++;
                retryFrom = at;
            } else if (token < glob.size() && glob.get(token).takes(value.charAt(at))) {
                token++;
                at++;
            } else if (lastStar >= 0) {
                token = lastStar + 1;
                at = ++retryFrom;
            } else {
                return false;
            }
        }
        while (token < glob.size() && glob.get(token) == Token.ANY_SEQUENCE) {
            token++;
        }
        return token == glob.size();
    }

    private interface Token {
        Token ANY_SEQUENCE = c -> false;
        Token ANY_CHARACTER = c -> true;

        boolean takes(char c);

        default Token toLowerCase() {
            return this;
        }
    }

    private record Literal(char value) implements Token {
        @Override
        public boolean takes(char c) {
            return c == value;
        }

        @Override
        public Token toLowerCase() {
            return new Literal(Character.toLowerCase(value));
        }
    }

    private record Variable(String key, Optional<String> fallback) implements Token {
        @Override
        public boolean takes(char c) {
            throw new IllegalStateException("${" + key + "} is not resolved");
        }
    }
}
