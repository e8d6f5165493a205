package io.github.managedflink.constructs.connector;

import java.util.List;

/**
 * Something that sources and sinks of a pipeline may share, such as a bucket: what is given the same value uses the
 * same resource.
 */
public interface SharedResource {
    /** The ids that its resources and their outputs use in the pipeline's scope; none if it adds nothing. */
    List<String> constructIds();
}
