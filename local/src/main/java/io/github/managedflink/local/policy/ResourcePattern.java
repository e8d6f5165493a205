package io.github.managedflink.local.policy;

import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An entry of a statement's {@code Resource}: an ARN with wildcards, or {@code *}. Parts that are missing at its end
 * match anything; a wildcard does not stand for the type of a resource, which is what comes before the first slash or
 * colon of its name.
 *
 * @param text as the policy has it
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Resource</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Wildcards in ARNs</a>
 */
record ResourcePattern(String text, Optional<ArnPattern> arn) {
    private static final int PARTS = 6;

    static ResourcePattern parse(String text) {
        if (text.equals(AccessRequest.ANY)) {
            return new ResourcePattern(text, Optional.empty());
        }
        String[] parts = text.split(":", PARTS);
        Stream<String> padding = Collections.nCopies(PARTS - parts.length, AccessRequest.ANY).stream();
        return new ResourcePattern(text, Optional.of(ArnPattern.of(Stream.concat(Stream.of(parts), padding))));
    }

    /** Whether it covers a resource. An action that knows no resources is covered by {@code *} alone. */
    boolean matches(String resource, RequestContext context) {
        return arn.map(pattern -> pattern.matches(resource, context) && hasTypeOf(resource))
                .orElse(true);
    }

    /** Whether nothing but a variable without a value speaks against its covering a resource. */
    boolean isOpen(String resource, RequestContext context) {
        return arn.filter(pattern -> pattern.isOpen(resource, context) && hasTypeOf(resource))
                .isPresent();
    }

    private boolean hasTypeOf(String resource) {
        String[] mine = text.split(":", PARTS);
        String[] theirs = resource.split(":", PARTS);
        return mine.length < PARTS || theirs[PARTS - 1].startsWith(type(mine));
    }

    private static String type(String[] arn) {
        String resource = arn[PARTS - 1];
        if (arn[2].equals("s3") && arn[3].isEmpty() && arn[4].isEmpty()) {
            return ""; // The ARNs of buckets and objects have no type.
        }
        for (int i = 0; i < resource.length(); i++) {
            if (resource.charAt(i) == '/' || resource.charAt(i) == ':') {
                return resource.substring(0, i + 1);
            }
        }
        return "";
    }
}
