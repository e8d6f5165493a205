package io.github.managedflink.constructs.network;

import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.model.settings.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of a job to a service of AWS, which an endpoint has to carry where the application's network has no other way
 * out.
 *
 * @param service the service
 * @param calls the actions and resources
 * @param callerArn the role that the calls are made with, where that is not the application's own
 */
public record ServiceAccess(EndpointService service, IamStatement calls, Optional<String> callerArn) {

    /** Returns the same calls with a role that the job takes on. */
    public ServiceAccess withCallerArn(String roleArn) {
        return new ServiceAccess(service, calls, Optional.of(roleArn));
    }

    /**
     * Returns the calls that permissions are there for, each at the service that its action names. Actions of the
     * cluster or domain that a job connects to, and what services do with keys on behalf of the job, are none.
     */
    public static List<ServiceAccess> of(List<IamStatement> permissions) {
        List<ServiceAccess> all = new ArrayList<>();
        for (IamStatement permission : Arguments.given("permissions", permissions)) {
            Map<EndpointService, List<String>> actions = new LinkedHashMap<>();
            for (String action : permission.actions()) {
                EndpointService.ofAction(action)
                        .ifPresent(service -> actions.computeIfAbsent(service, key -> new ArrayList<>())
                                .add(action));
            }
            actions.forEach(
                    (service, its) -> all.add(new ServiceAccess(service, permission.only(its), Optional.empty())));
        }
        return all;
    }
}
