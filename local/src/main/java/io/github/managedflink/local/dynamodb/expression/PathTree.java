package io.github.managedflink.local.dynamodb.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Paths that do not overlap, each with something at its end.
 *
 * @param <T> what is at the ends
 */
final class PathTree<T> {

    private final Map<DocumentPath.Step, PathTree<T>> branches = new LinkedHashMap<>();
    private Optional<T> end = Optional.empty();

    void add(DocumentPath path, T atItsEnd) {
        PathTree<T> place = this;
        for (DocumentPath.Step step : path.steps()) {
            place = place.branches.computeIfAbsent(step, ignored -> new PathTree<>());
        }
        place.end = Optional.of(atItsEnd);
    }

    /** What follows on each step from here; nothing where a path ends. */
    Map<DocumentPath.Step, PathTree<T>> branches() {
        return branches;
    }

    /** What stands here if a path ends here. */
    Optional<T> end() {
        return end;
    }
}
