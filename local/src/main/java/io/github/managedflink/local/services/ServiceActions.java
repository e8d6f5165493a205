package io.github.managedflink.local.services;

import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.names.NearestName;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The services that a run has, by the prefix of their IAM actions, with these actions.
 *
 * @param byService what the stand-ins ask the gate for
 */
record ServiceActions(Map<String, Set<String>> byService) {
    ServiceActions {
        byService = Map.copyOf(byService);
    }

    /** Returns why a fault would meet no call whatever the applications do, if so. */
    Optional<String> fault(ServiceFault fault) {
        Set<String> actions = byService.get(fault.service());
        if (actions == null) {
            return Optional.of("There is no service " + fault.service() + " in this run for a fault to meet"
                    + nearOrAll(fault.service(), byService.keySet(), "The services: "));
        }
        return fault.action()
                .filter(action -> !actions.contains(action))
                .map(action -> "The service " + fault.service() + " has no action " + action + " for a fault to meet"
                        + nearOrAll(action, actions, "The actions: "));
    }

    private static String nearOrAll(String written, Collection<String> names, String all) {
        return NearestName.question(written, names)
                .orElseGet(() ->
                        ". " + all + String.join(", ", names.stream().sorted().toList()) + ".");
    }
}
