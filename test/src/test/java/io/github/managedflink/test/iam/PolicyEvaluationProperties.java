package io.github.managedflink.test.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.policy.AccessDecision;
import io.github.managedflink.local.policy.AccessPolicies;
import io.github.managedflink.local.policy.AccessRequest;
import io.github.managedflink.local.policy.PolicyDocument;
import io.github.managedflink.local.policy.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** The local runner decides upon requests as iam-simulate does, whatever the policies. */
class PolicyEvaluationProperties {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String ACCOUNT = "111122223333";
    private static final String ROLE = "arn:aws:iam::111122223333:role/orders";

    /** Actions with a resource that they are for. */
    private static final Map<String, String> REQUESTS = Map.of(
            "kinesis:GetRecords", "arn:aws:kinesis:eu-west-1:111122223333:stream/orders",
            "kinesis:PutRecords", "arn:aws:kinesis:eu-west-1:111122223333:stream/payments",
            "s3:GetObject", "arn:aws:s3:::orders/day=1/part-0",
            "s3:ListBucket", "arn:aws:s3:::orders",
            "sns:Publish", "arn:aws:sns:eu-west-1:111122223333:orders",
            "kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/1234",
            "ec2:DescribeVpcs", "*");

    private static final List<String> ACTIONS = List.of(
            "*",
            "kinesis:*",
            "kinesis:Get*",
            "kinesis:putrecords",
            "s3:?etObject",
            "s3:List*",
            "sns:Publish",
            "kms:Decrypt",
            "ec2:Describe*");

    /** The simulator leaves open what is not in it. */
    private static final String SHORT_ARN = "arn:aws:kinesis:*";

    private static final List<String> RESOURCES = List.of(
            "*",
            "arn:aws:kinesis:eu-west-1:111122223333:stream/orders",
            "arn:aws:kinesis:*:111122223333:stream/*",
            "arn:aws:kinesis:eu-west-?:*:stream/${aws:PrincipalTag/team}",
            SHORT_ARN,
            "arn:aws:s3:::orders",
            "arn:aws:s3:::*/part-?",
            "arn:aws:s3:::${aws:PrincipalTag/team, 'nobody'}/*",
            "arn:aws:sns:eu-west-1:111122223333:order?",
            "arn:aws:kms:*:111122223333:key/*");

    private static final List<Map<String, List<String>>> CONTEXTS = List.of(
            Map.of(),
            Map.of("aws:PrincipalTag/team", List.of("orders"), "aws:SecureTransport", List.of("true")),
            Map.of(
                    "aws:PrincipalTag/team", List.of("pay*"),
                    "aws:SecureTransport", List.of("false"),
                    "aws:SourceVpce", List.of("vpce-1"),
                    "aws:CalledVia", List.of("athena.amazonaws.com", "glue.amazonaws.com"),
                    "aws:MultiFactorAuthAge", List.of("300"),
                    "aws:CurrentTime", List.of("2024-05-01T10:00:00Z"),
                    "aws:SourceArn", List.of("arn:aws:sns:eu-west-1:111122223333:orders")));

    private static final List<String> LIST_KEYS = List.of("aws:CalledVia");

    private static final List<Condition> CONDITIONS = List.of(
            new Condition("StringEquals", "aws:PrincipalTag/team", "orders"),
            new Condition("StringNotEquals", "aws:principaltag/team", "orders"),
            new Condition("StringEqualsIgnoreCase", "aws:PrincipalTag/team", "ORDERS"),
            new Condition("StringLike", "aws:PrincipalTag/team", "o*", "p?y[*]", "pay*"),
            new Condition("StringNotLikeIfExists", "aws:PrincipalTag/team", "o*"),
            new Condition("StringEquals", "aws:SourceVpce", "vpce-1", "vpce-2"),
            new Condition("StringEqualsIfExists", "aws:SourceVpce", "vpce-2"),
            new Condition("StringEquals", "aws:SourceVpce", "${aws:PrincipalTag/none}"),
            new Condition("StringNotEquals", "aws:SourceVpce", "${aws:PrincipalTag/none}"),
            new Condition("Bool", "aws:SecureTransport", "true"),
            new Condition("BoolIfExists", "aws:SecureTransport", "FALSE"),
            new Condition("Null", "aws:SourceVpce", "true"),
            new Condition("Null", "aws:SourceVpce", "false"),
            new Condition("ArnLike", "aws:SourceArn", "arn:aws:sns:*:111122223333:*"),
            new Condition("ArnEquals", "aws:SourceArn", "arn:aws:sns:eu-west-1:*:order?"),
            new Condition("ArnNotLike", "aws:SourceArn", "arn:aws:sns:*:orders"),
            new Condition("ArnNotEqualsIfExists", "aws:SourceArn", "arn:aws:s3:::orders"),
            new Condition("NumericLessThan", "aws:MultiFactorAuthAge", "300"),
            new Condition("NumericLessThanEquals", "aws:MultiFactorAuthAge", "300"),
            new Condition("NumericNotEquals", "aws:MultiFactorAuthAge", "7"),
            new Condition("DateGreaterThan", "aws:CurrentTime", "2024-05-01T09:59:59Z"),
            new Condition("DateLessThanIfExists", "aws:CurrentTime", "2024-05-01"),
            new Condition("ForAnyValue:StringEquals", "aws:CalledVia", "glue.amazonaws.com"),
            new Condition("ForAllValues:StringLike", "aws:CalledVia", "*.amazonaws.com"),
            new Condition("ForAllValues:StringEquals", "aws:CalledVia", "glue.amazonaws.com"),
            new Condition("ForAnyValue:StringNotEquals", "aws:CalledVia", "glue.amazonaws.com"),
            new Condition("StringEquals", "aws:CalledVia", "glue.amazonaws.com"));

    private record Condition(String operator, String key, List<String> values) {
        Condition(String operator, String key, String... values) {
            this(operator, key, List.of(values));
        }
    }

    private record Case(
            String action,
            Map<String, List<String>> context,
            List<JsonNode> identity,
            Optional<JsonNode> boundary,
            Optional<JsonNode> resource,
            Optional<JsonNode> endpoint) {}

    @Property(tries = 1_000, seed = "20240501", shrinking = ShrinkingMode.OFF)
    void asTheSimulator(@ForAll("cases") Case each) {
        assertThat(decided(each)).as("%s", each).isEqualTo(IamSimulator.decide(simulation(each)));
    }

    private static String decided(Case each) {
        RequestContext context = RequestContext.EMPTY;
        for (Map.Entry<String, List<String>> key : each.context().entrySet()) {
            context = LIST_KEYS.contains(key.getKey())
                    ? context.withList(key.getKey(), key.getValue())
                    : context.with(key.getKey(), key.getValue().get(0));
        }
        AccessDecision decision = new AccessPolicies(
                        each.identity().stream()
                                .map(policy -> PolicyDocument.parse("identity", policy))
                                .toList(),
                        each.boundary().map(policy -> PolicyDocument.parse("boundary", policy)),
                        each.resource().map(policy -> PolicyDocument.parse("resource", policy)),
                        each.endpoint().map(policy -> PolicyDocument.parse("endpoint", policy)))
                .decide(new AccessRequest(ROLE, each.action(), REQUESTS.get(each.action()), context));
        if (decision.isAllowed()) {
            return "Allowed";
        }
        return decision.statement().isPresent() ? "ExplicitlyDenied" : "ImplicitlyDenied";
    }

    private static ObjectNode simulation(Case each) {
        ObjectNode simulation = NODES.objectNode()
                .put("principal", ROLE)
                .put("action", each.action())
                .put("resource", REQUESTS.get(each.action()))
                .put("account", ACCOUNT);
        ObjectNode context = simulation.putObject("context");
        each.context().forEach((key, values) -> {
            if (LIST_KEYS.contains(key)) {
                values.forEach(context.withArray("/" + key.replace("/", "~1"))::add);
            } else {
                context.put(key, values.get(0));
            }
        });
        ArrayNode identity = simulation.putArray("identityPolicies");
        each.identity().forEach(policy -> identity.add(named(policy)));
        each.resource().ifPresent(policy -> simulation.set("resourcePolicy", policy));
        each.boundary()
                .ifPresent(policy ->
                        simulation.putArray("permissionBoundaryPolicies").add(named(policy)));
        each.endpoint()
                .ifPresent(policy -> simulation.putArray("vpcEndpointPolicies").add(named(policy)));
        return simulation;
    }

    private static ObjectNode named(JsonNode policy) {
        return NODES.objectNode().put("name", "policy").set("policy", policy);
    }

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.of(REQUESTS.keySet().stream().sorted().toList()),
                        Arbitraries.of(CONTEXTS),
                        policies(Optional.empty()).list().ofMaxSize(2),
                        policies(Optional.empty()).optional(0.3),
                        policies(Optional.of(Arbitraries.of(
                                        "*",
                                        ROLE,
                                        ACCOUNT,
                                        "arn:aws:iam::111122223333:root",
                                        "arn:aws:iam::111122223333:role/other")))
                                .optional(0.4),
                        policies(Optional.of(Arbitraries.just("*"))).optional(0.3))
                .as(Case::new)
                // Whether a bucket is public depends on settings of its account that policies do not tell.
                .filter(each ->
                        !each.action().startsWith("s3:") || each.resource().isEmpty())
                // A run takes a key whose policy it does not know for one that leaves it to the policies of the
                // account.
                .filter(each ->
                        !each.action().startsWith("kms:") || each.resource().isPresent());
    }

    private static Arbitrary<JsonNode> policies(Optional<Arbitrary<String>> principals) {
        return statements(principals).list().ofMinSize(1).ofMaxSize(3).map(statements -> {
            ObjectNode policy = NODES.objectNode().put("Version", "2012-10-17");
            policy.putArray("Statement").addAll(statements);
            return policy;
        });
    }

    private static Arbitrary<JsonNode> statements(Optional<Arbitrary<String>> principals) {
        return Combinators.combine(
                        Arbitraries.frequency(Tuple.of(3, "Allow"), Tuple.of(1, "Deny")),
                        Arbitraries.frequency(Tuple.of(5, "Action"), Tuple.of(1, "NotAction")),
                        Arbitraries.of(ACTIONS).list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.frequency(Tuple.of(5, "Resource"), Tuple.of(1, "NotResource")),
                        Arbitraries.of(RESOURCES).list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(CONDITIONS).list().ofMaxSize(2),
                        principals.orElse(Arbitraries.just("")))
                .as(PolicyEvaluationProperties::statement);
    }

    private static JsonNode statement(
            String effect,
            String action,
            List<String> actions,
            String resource,
            List<String> resources,
            List<Condition> conditions,
            String principal) {
        ObjectNode statement = NODES.objectNode().put("Effect", effect);
        if (principal.equals("*")) {
            statement.put("Principal", principal);
        } else if (!principal.isEmpty()) {
            statement.putObject("Principal").put("AWS", principal);
        }
        actions.forEach(statement.putArray(action)::add);
        resources.stream()
                .map(each -> resource.equals("NotResource") && each.equals(SHORT_ARN) ? SHORT_ARN + ":*:*" : each)
                .forEach(statement.putArray(resource)::add);
        ObjectNode all = NODES.objectNode();
        for (Condition condition : conditions) {
            ArrayNode values = all.withObjectProperty(condition.operator()).putArray(condition.key());
            condition.values().forEach(values::add);
        }
        if (!all.isEmpty()) {
            statement.set("Condition", all);
        }
        return statement;
    }
}
