package io.github.managedflink.local.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A policy.
 *
 * @param name how messages and tables call it
 * @param statements in the order of the document
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">Policy elements</a>
 */
public record PolicyDocument(String name, List<PolicyStatement> statements) {
    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /**
     * Reads one.
     *
     * @param name how messages and tables call it
     * @param document its JSON, without intrinsic functions of CloudFormation
     * @throws PolicyException if it is no policy
     */
    public static PolicyDocument parse(String name, JsonNode document) {
        return new PolicyDocument(name, new PolicyReader(name).read(document));
    }

    /** One that allows everything. */
    public static PolicyDocument everything(String name) {
        PolicyElement any = new PolicyElement(false, List.of(AccessRequest.ANY));
        return new PolicyDocument(
                name,
                List.of(new PolicyStatement(
                        name, 0, Optional.empty(), Effect.ALLOW, Optional.empty(), any, any, List.of())));
    }

    /** What it allows, each action on each resource by itself. */
    public List<Grant> grants() {
        return statements.stream().flatMap(each -> each.grants().stream()).toList();
    }

    /** The statements with this effect that apply to a request by one whom they name in one of these ways. */
    Stream<PolicyStatement> applying(Effect effect, AccessRequest request, Set<Principals.Match> matches) {
        return statements.stream()
                .filter(each -> each.effect() == effect)
                .filter(each -> matches.contains(each.match(request.principal())))
                .filter(each -> each.covers(request));
    }
}
