package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.protocol.WireBody;

/** What a call is answered with. */
sealed interface Reply {

    /** One message. */
    record Message(WireBody body) implements Reply {}

    /** A stream of events that goes on for minutes. */
    record Events(ShardSubscription subscription) implements Reply {}
}
