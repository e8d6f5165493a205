package io.github.managedflink.constructs;

import java.util.List;

/** A source or sink whose resources exist in a stack, and what it needs around the application that uses it. */
public interface BoundConnector {
    /** What the job must be allowed to do: the actions that the connector calls, on the resources that it touches. */
    List<IamStatement> permissions();
}
