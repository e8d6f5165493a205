package io.github.managedflink.local.kinesis.protocol;

import java.io.IOException;

/** What writes the members of a message, or of an object in one. */
@FunctionalInterface
public interface WireBody {

    /** A message without members. */
    WireBody EMPTY = out -> {};

    void writeTo(WireWriter out) throws IOException;
}
