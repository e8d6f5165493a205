package io.github.managedflink.local.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A statement of a policy. */
public final class PolicyStatement {
    private final String policy;
    private final int index;
    private final Optional<String> sid;
    private final Effect effect;
    private final Optional<Principals> principals;
    private final PolicyElement actions;
    private final PolicyElement resources;
    private final List<Condition> conditions;
    private final List<ActionPattern> actionPatterns;
    private final List<ResourcePattern> resourcePatterns;

    PolicyStatement(
            String policy,
            int index,
            Optional<String> sid,
            Effect effect,
            Optional<Principals> principals,
            PolicyElement actions,
            PolicyElement resources,
            List<Condition> conditions) {
        this.policy = policy;
        this.index = index;
        this.sid = sid;
        this.effect = effect;
        this.principals = principals;
        this.actions = actions;
        this.resources = resources;
        this.conditions = List.copyOf(conditions);
        this.actionPatterns = actions.texts().stream().map(ActionPattern::parse).toList();
        this.resourcePatterns =
                resources.texts().stream().map(ResourcePattern::parse).toList();
    }

    /** How to find it: the policy's name and the statement's id or, if it has none, its place, counted from 1. */
    public String name() {
        return policy + "#" + sid.orElseGet(() -> String.valueOf(index + 1));
    }

    /** Whether it allows or denies. */
    public Effect effect() {
        return effect;
    }

    /** Whom it is about; empty in a role's policy, which is about the role. */
    public Optional<Principals> principals() {
        return principals;
    }

    /** The actions that it is about. */
    public PolicyElement actions() {
        return actions;
    }

    /** The resources that it is about. */
    public PolicyElement resources() {
        return resources;
    }

    /** What has to hold for it to apply. */
    public List<Condition> conditions() {
        return conditions;
    }

    /**
     * What it allows, each action on each resource by itself. Nothing for a statement that denies, or that names what
     * it does not allow.
     */
    public List<Grant> grants() {
        if (effect == Effect.DENY || actions.excluded() || resources.excluded()) {
            return List.of();
        }
        return actionPatterns.stream()
                .flatMap(action -> resourcePatterns.stream().map(resource -> new Grant(this, action, resource)))
                .toList();
    }

    /** Whether it applies to a request, whoever asks. */
    boolean covers(AccessRequest request) {
        return coversAction(request) && coversResource(request) && meetsConditions(request.context());
    }

    private boolean coversAction(AccessRequest request) {
        return actionPatterns.stream().anyMatch(each -> each.matches(request.action())) != actions.excluded();
    }

    /** What cannot be told for want of a variable is in no set of resources and in no complement of one. */
    private boolean coversResource(AccessRequest request) {
        RequestContext context = request.context();
        boolean isNamed = resourcePatterns.stream().anyMatch(each -> each.matches(request.resource(), context));
        return resources.excluded()
                ? !isNamed && resourcePatterns.stream().noneMatch(each -> each.isOpen(request.resource(), context))
                : isNamed;
    }

    /** A condition that cannot be evaluated counts against the one who asks. */
    boolean meetsConditions(RequestContext context) {
        return conditions.stream().allMatch(each -> each.isEvaluated() ? each.holds(context) : effect == Effect.DENY);
    }

    /** How it names the one who asks; directly in a role's policy. */
    Principals.Match match(String principal) {
        return principals.map(each -> each.match(principal)).orElse(Principals.Match.DIRECT);
    }

    @Override
    public String toString() {
        return Stream.concat(
                        Stream.of(name(), effect + " " + actions.texts() + " on " + resources.texts()),
                        conditions.stream().map(each -> "when " + each))
                .collect(Collectors.joining(" "));
    }
}
