package io.github.managedflink.constructs.network;

import io.github.managedflink.model.settings.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awscdk.Stack;

/**
 * What an endpoint lets through: what the applications' own policies allow at the service, each for the role that
 * calls. A gateway knows roles by a condition only, so that both kinds of endpoints have one.
 *
 * <p>The stack of the endpoint cannot refer to resources of an application's stack where that refers to the VPC. There
 * the account stands for the role and for the resources that have no name at synth.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html">Endpoint policies</a>
 */
final class EndpointPolicy {
    /** The CDK's tokens for what every stack knows, its partition, Region and account. */
    private static final Pattern PSEUDO =
            Pattern.compile("\\$\\{Token\\[AWS[.:]+(Partition|Region|AccountId)\\.[0-9]+\\]\\}");

    private final Stack stack;
    private final String account;

    /** @param stack the stack of the endpoint */
    EndpointPolicy(Stack stack, String account) {
        this.stack = stack;
        this.account = account;
    }

    Map<String, Object> document(EndpointService service, List<NetworkMember> members) {
        Set<Map<String, Object>> statements = new LinkedHashSet<>();
        members.forEach(member -> member.callsTo(service).forEach(access -> statements.add(statement(member, access))));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        document.put("Statement", new ArrayList<>(statements));
        return document;
    }

    private Map<String, Object> statement(NetworkMember member, ServiceAccess access) {
        String caller = access.callerArn().orElse(member.roleArn());
        List<String> resources = access.calls().resources();
        Map<String, Map<String, Object>> conditions = new LinkedHashMap<>();
        access.calls().conditions().forEach((operator, keys) -> conditions.put(operator, new LinkedHashMap<>(keys)));
        if (canSay(caller, member)) {
            add(conditions, "ArnEquals", "aws:PrincipalArn", caller);
        } else {
            add(conditions, "StringEquals", "aws:PrincipalAccount", account);
        }
        if (!resources.stream().allMatch(resource -> canSay(resource, member))) {
            resources = List.of("*");
            add(conditions, "StringEquals", "aws:ResourceAccount", account);
        }
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Principal", "*");
        statement.put("Action", access.calls().actions());
        statement.put("Resource", resources);
        statement.put("Condition", conditions);
        return statement;
    }

    private static void add(Map<String, Map<String, Object>> conditions, String operator, String key, Object value) {
        conditions.computeIfAbsent(operator, any -> new LinkedHashMap<>()).put(key, value);
    }

    private boolean canSay(String arn, NetworkMember member) {
        return member.stack().equals(stack)
                || !Tokens.isToken(PSEUDO.matcher(arn).replaceAll(""));
    }
}
