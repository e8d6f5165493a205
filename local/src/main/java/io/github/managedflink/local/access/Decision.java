package io.github.managedflink.local.access;

import io.github.managedflink.local.access.CheckedCall.Origin;
import io.github.managedflink.local.access.CheckedCall.Outcome;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.policy.AccessRequest;
import java.util.concurrent.atomic.LongAdder;

/** What was decided upon a request, once for all of its kind. */
record Decision(
        AccessRequest request,
        ServiceCall call,
        Origin origin,
        Outcome outcome,
        String explanation,
        String endpoint,
        LongAdder count) {

    static Decision of(
            AccessRequest request,
            ServiceCall call,
            Origin origin,
            Outcome outcome,
            String explanation,
            NetworkRoute route) {
        return new Decision(request, call, origin, outcome, explanation, route.name(), new LongAdder());
    }

    CheckedCall toCheckedCall(String application) {
        return new CheckedCall(
                application, request.principal(), call, origin, outcome, explanation, endpoint, count.sum());
    }

    boolean isRefused() {
        return outcome == Outcome.DENIED || outcome == Outcome.UNREACHABLE;
    }

    /** As IAM says it. */
    String message() {
        return "User: " + request.principal() + " is not authorized to perform: " + request.action() + " on resource: "
                + request.resource() + " because " + explanation;
    }
}
