package io.github.managedflink.local.dynamodb;

import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.template.AssemblyException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what DynamoDB refuses of the tables of a stack, whether an application uses them or not. */
public final class TableFaults {
    private TableFaults() {}

    /** Returns one sentence for each fault; values that only a deployment would know are none. */
    public static List<String> of(DeployedStack stack) {
        return Stream.of(TableTemplate.TABLE, TableTemplate.GLOBAL_TABLE)
                .flatMap(type -> stack.resources(type).stream())
                .flatMap(TableFaults::of)
                .toList();
    }

    private static Stream<String> of(Resource table) {
        return Stream.concat(
                nameFault(table).stream(),
                new TableTemplate(table.type(), table.knownProperties())
                        .faults().stream().map(table::fault));
    }

    private static Optional<String> nameFault(Resource table) {
        try {
            table.physicalName();
            return Optional.empty();
        } catch (AssemblyException e) {
            return Optional.of(e.getMessage());
        }
    }
}
