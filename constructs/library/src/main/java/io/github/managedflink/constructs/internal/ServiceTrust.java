package io.github.managedflink.constructs.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;

/**
 * Lets a service take on a role on behalf of resources of one account, and not of whoever else tells the service to.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused deputy problem</a>
 */
public final class ServiceTrust {
    private ServiceTrust() {}

    /**
     * The principal that a service is for one resource.
     *
     * @param resourceArn the resource that the service acts for, a pattern where its name is not known before the role
     */
    public static ServicePrincipal of(String service, DeploymentTarget target, String resourceArn) {
        // Insertion order, so that a template is the same in every run.
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("StringEquals", Map.of("aws:SourceAccount", target.account()));
        conditions.put(resourceArn.endsWith("*") ? "ArnLike" : "ArnEquals", Map.of("aws:SourceArn", resourceArn));
        return new ServicePrincipal(
                service, ServicePrincipalOpts.builder().conditions(conditions).build());
    }
}
