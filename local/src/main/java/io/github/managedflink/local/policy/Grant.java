package io.github.managedflink.local.policy;

/** One action on one resource that a statement allows; both may have wildcards. */
public final class Grant {
    private final PolicyStatement statement;
    private final ActionPattern action;
    private final ResourcePattern resource;

    Grant(PolicyStatement statement, ActionPattern action, ResourcePattern resource) {
        this.statement = statement;
        this.action = action;
        this.resource = resource;
    }

    public PolicyStatement statement() {
        return statement;
    }

    /** The action, such as {@code kinesis:GetRecords}. */
    public String action() {
        return action.text();
    }

    /** The ARN of the resource, or {@code *}. */
    public String resource() {
        return resource.text();
    }

    /** Whether this is what a request needs. */
    public boolean covers(AccessRequest request) {
        return action.matches(request.action())
                && resource.matches(request.resource(), request.context())
                && statement.meetsConditions(request.context());
    }

    @Override
    public String toString() {
        return action() + " " + resource();
    }
}
