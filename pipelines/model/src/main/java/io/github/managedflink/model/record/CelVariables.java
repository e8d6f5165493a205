package io.github.managedflink.model.record;

import dev.cel.common.ast.CelExpr;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the free variables of a parsed expression: the identifiers that no macro binds and that name no type. The name
 * {@code type}, which many records have, is always a field.
 */
final class CelVariables {
    /** Names that mean a CEL type, or a namespace of types, where no field is known to have them. */
    private static final Set<String> TYPE_NAMES =
            Set.of("bool", "int", "uint", "double", "string", "bytes", "list", "map", "null_type", "google");

    private final Set<String> fields;
    private final Set<String> found = new TreeSet<>();

    private CelVariables(Set<String> fields) {
        this.fields = fields;
    }

    /** Returns the variables of {@code expression}, given the names of the fields that are known. */
    static Set<String> of(CelExpr expression, Set<String> fields) {
        CelVariables variables = new CelVariables(fields);
        variables.visit(expression, Set.of());
        return Collections.unmodifiableSet(variables.found);
    }

    private void visit(CelExpr node, Set<String> bound) {
        switch (node.getKind()) {
            case IDENT:
                String name = node.ident().name();
                if (!bound.contains(name) && (fields.contains(name) || !TYPE_NAMES.contains(name))) {
                    found.add(name);
                }
                break;
            case SELECT:
                visit(node.select().operand(), bound);
                break;
            case CALL:
                node.call().target().ifPresent(target -> visit(target, bound));
                node.call().args().forEach(argument -> visit(argument, bound));
                break;
            case LIST:
                node.list().elements().forEach(element -> visit(element, bound));
                break;
            case MAP:
                node.map().entries().forEach(entry -> {
                    visit(entry.key(), bound);
                    visit(entry.value(), bound);
                });
                break;
            case STRUCT:
                node.struct().entries().forEach(entry -> visit(entry.value(), bound));
                break;
            case COMPREHENSION:
                CelExpr.CelComprehension loop = node.comprehension();
                visit(loop.iterRange(), bound);
                visit(loop.accuInit(), bound);
                Set<String> withAccumulator = new HashSet<>(bound);
                withAccumulator.add(loop.accuVar());
                visit(loop.result(), withAccumulator);
                Set<String> inLoop = new HashSet<>(withAccumulator);
                inLoop.add(loop.iterVar());
                inLoop.add(loop.iterVar2());
                visit(loop.loopCondition(), inLoop);
                visit(loop.loopStep(), inLoop);
                break;
            default:
                break;
        }
    }
}
