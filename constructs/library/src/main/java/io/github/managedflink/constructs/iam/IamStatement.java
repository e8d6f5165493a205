package io.github.managedflink.constructs.iam;

import io.github.managedflink.model.settings.Arguments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What a role may do, on which resources, and when. An immutable value: a policy is put together in Java and handed to
 * the CDK once, as JSON.
 */
public final class IamStatement {
    private final List<String> actions;
    private final List<String> resources;
    private final Map<String, Map<String, Object>> conditions;
    private final Map<String, List<String>> principals;

    private IamStatement(
            List<String> actions,
            List<String> resources,
            Map<String, Map<String, Object>> conditions,
            Map<String, List<String>> principals) {
        this.actions = List.copyOf(actions);
        this.resources = List.copyOf(resources);
        // Insertion order, so that a template is the same in every run.
        this.conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        this.principals = Map.copyOf(principals);
    }

    /** Returns a statement that allows {@code actions}, for example {@code kinesis:GetRecords}. */
    public static IamStatement allow(String... actions) {
        return new IamStatement(Arguments.all("actions", actions), List.of(), Map.of(), Map.of());
    }

    /** Returns the same on these resources, as ARNs. */
    public IamStatement on(String... arns) {
        return on(Arguments.all("arns", arns));
    }

    /** Returns the same on these resources, as ARNs. */
    public IamStatement on(List<String> arns) {
        return new IamStatement(actions, Arguments.given("arns", arns), conditions, principals);
    }

    /** Returns the same for these of its actions. */
    public IamStatement only(List<String> some) {
        return new IamStatement(Arguments.given("some", some), resources, conditions, principals);
    }

    /** Returns the same, only where the context key {@code key} passes {@code operator} with one of {@code values}. */
    public IamStatement when(String operator, String key, List<String> values) {
        Map<String, Map<String, Object>> more = new LinkedHashMap<>(conditions);
        Map<String, Object> keys = new LinkedHashMap<>(more.getOrDefault(operator, Map.of()));
        keys.put(key, Arguments.given("values", values).size() == 1 ? values.get(0) : List.copyOf(values));
        more.put(operator, keys);
        return new IamStatement(actions, resources, more, principals);
    }

    /** Returns the same, only where the context key {@code key} passes {@code operator} with {@code value}. */
    public IamStatement when(String operator, String key, String value) {
        return when(operator, key, List.of(Arguments.given("value", value)));
    }

    /** Returns the same for AWS services, in a resource's own policy. */
    public IamStatement byServices(String... names) {
        return new IamStatement(actions, resources, conditions, Map.of("Service", Arguments.all("names", names)));
    }

    /** Returns the same for roles, by their ARNs, in a resource's own policy. */
    public IamStatement byRoles(List<String> arns) {
        return new IamStatement(
                actions, resources, conditions, Map.of("AWS", List.copyOf(Arguments.given("arns", arns))));
    }

    /** Returns the actions, for example {@code kinesis:GetRecords}. */
    public List<String> actions() {
        return actions;
    }

    /** Returns the ARNs of the resources. */
    public List<String> resources() {
        return resources;
    }

    /** Returns the conditions: operator, context key, value or values. */
    public Map<String, Map<String, Object>> conditions() {
        return conditions;
    }

    /** Returns the statement as the CDK's own class. */
    public PolicyStatement toPolicyStatement() {
        return PolicyStatement.fromJson(toJson());
    }

    /** Returns a policy of these statements. */
    public static PolicyDocument document(List<IamStatement> statements) {
        List<Map<String, Object>> json = new ArrayList<>();
        Arguments.given("statements", statements).forEach(statement -> json.add(statement.toJson()));
        return PolicyDocument.fromJson(Map.of("Version", "2012-10-17", "Statement", json));
    }

    private Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Effect", "Allow");
        if (!principals.isEmpty()) {
            json.put("Principal", principals);
        }
        json.put("Action", actions);
        json.put("Resource", resources);
        if (!conditions.isEmpty()) {
            json.put("Condition", conditions);
        }
        return json;
    }
}
