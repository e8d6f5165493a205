package io.github.managedflink.local.gate;

import java.util.Optional;

/** Says which requests IAM and the network let through. May be called by any thread. */
@FunctionalInterface
public interface AccessControl {
    /** Lets everything through. */
    AccessControl NONE = request -> Optional.empty();

    /** What becomes of a request that does not get through: {@link Verdict.Deny} or {@link Verdict.CutConnection}. */
    Optional<Verdict> refusal(ServiceRequest request);
}
