package io.github.managedflink.local.sts;

import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.HostedService;
import java.util.Optional;

/** The roles that applications take on for other accounts; STS lends any that is named. */
public final class StsResources extends HostedService {
    private final StsStandIn standIn = new StsStandIn();

    public StsResources() {
        super("iam");
    }

    @Override
    public StsStandIn standIn() {
        return standIn;
    }

    /** A role of a stack is for services or people; no job takes it on unless it names it. */
    @Override
    protected Optional<String> arnOf(Resource resource) {
        return Optional.empty();
    }

    @Override
    protected Optional<String> arnIn(Arn arn) {
        return arn.resource().startsWith("role/") ? Optional.of(arn.toString()) : Optional.empty();
    }

    @Override
    protected void create(String arn, Optional<Resource> role, ApplicationNeeds needs) {
        // STS has nothing to create; that a role is named is what starts it.
    }
}
