package io.github.managedflink.local.access;

import io.github.managedflink.local.policy.AccessRequest;
import java.util.List;
import java.util.Optional;

/**
 * What a run called, held against what its applications may do.
 *
 * @param calls every distinct call, those that were refused first
 * @param unusedGrants what the roles may do and no call needed
 * @param notes what was not evaluated, and why
 * @param requests what the policies were asked for those calls, with all condition keys
 */
public record AccessReport(
        List<CheckedCall> calls, List<UnusedGrant> unusedGrants, List<String> notes, List<AccessRequest> requests) {
    public AccessReport {
        calls = List.copyOf(calls);
        unusedGrants = List.copyOf(unusedGrants);
        notes = List.copyOf(notes);
        requests = List.copyOf(requests);
    }

    /** Returns the calls that did not get through. */
    public List<CheckedCall> refused() {
        return calls.stream().filter(CheckedCall::isRefused).toList();
    }

    /**
     * Returns why an application cannot run as it is deployed: all of its calls that did not get through, one a line.
     *
     * @param application the path of its construct, as in {@link CheckedCall#application}
     */
    public Optional<String> failure(String application) {
        List<String> lines = refused().stream()
                .filter(each -> each.application().equals(application))
                .map(each -> each.call() + ": " + each.explanation())
                .distinct()
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", lines));
    }
}
