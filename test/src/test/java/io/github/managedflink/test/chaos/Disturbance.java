package io.github.managedflink.test.chaos;

import io.github.managedflink.local.gate.ServiceFault;

/** What happens to a pipeline while events flow. */
sealed interface Disturbance {
    /** The task manager dies. */
    record Kill() implements Disturbance {}

    /** It dies while another thread waits for the end of the events, in which case both go on. */
    record KillWhileWaiting() implements Disturbance {}

    /** A service refuses, breaks off or delays calls for a time. */
    record Fault(ServiceFault fault) implements Disturbance {}

    /** Shards are split and merged until there are so many. */
    record Reshard(int shards) implements Disturbance {}

    /** The application is stopped with a savepoint and started from it, maybe right after a kill. */
    record Restart(int parallelism, boolean afterKill) implements Disturbance {}

    /** A savepoint is taken, and the application goes on. */
    record Savepoint() implements Disturbance {}

    /** Nothing comes until all that was put has been processed. */
    record Pause() implements Disturbance {}
}
