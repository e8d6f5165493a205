package io.github.managedflink.local.gate;

import java.time.Instant;

/** An injected fault and how far it has come. Guarded by the lock of its gate. */
final class InjectedOutage {
    private final ServiceFault fault;
    private long callsBefore;
    private Instant end;

    InjectedOutage(ServiceFault fault) {
        this.fault = fault;
        this.callsBefore = fault.afterCalls();
    }

    ServiceFault fault() {
        return fault;
    }

    boolean isOf(ServiceCall call) {
        return fault.service().equals(call.service())
                && fault.action().map(call.action()::equals).orElse(true);
    }

    boolean isOver(Instant now) {
        return end != null && !now.isBefore(end);
    }

    /** Whether it meets a call of its service at this time; the first that it meets begins it. */
    boolean meets(Instant now) {
        if (callsBefore > 0) {
            return false;
        }
        if (end == null) {
            end = now.plus(fault.lasting());
        }
        return now.isBefore(end);
    }

    /** Notes that a call of its service was admitted. */
    void admitted() {
        if (callsBefore > 0) {
            callsBefore--;
        }
    }
}
