package io.github.managedflink.local.dynamodb.expression;

import java.util.Collection;

/** Whether the paths of an expression can stand beside each other. */
final class PathChecks {

    private PathChecks() {}

    /** Holds a path against those before it. */
    static void check(DocumentPath path, Collection<DocumentPath> before, ExpressionProblems problems) {
        for (DocumentPath other : before) {
            if (other.conflictsWith(path)) {
                add(problems, ExpressionProblems.Kind.CONFLICT, "conflict", other, path);
            } else if (other.overlaps(path)) {
                add(problems, ExpressionProblems.Kind.OVERLAP, "overlap", other, path);
            }
        }
    }

    private static void add(
            ExpressionProblems problems,
            ExpressionProblems.Kind kind,
            String what,
            DocumentPath one,
            DocumentPath two) {
        problems.add(
                kind,
                "Two document paths " + what + " with each other; must remove or rewrite one of these paths; path one: "
                        + one + ", path two: " + two);
    }
}
