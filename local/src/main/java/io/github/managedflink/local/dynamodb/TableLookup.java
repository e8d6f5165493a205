package io.github.managedflink.local.dynamodb;

import io.github.managedflink.local.dynamodb.model.Database;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsCaller;
import io.github.managedflink.local.http.AwsError;
import java.util.Optional;

/** Finds the tables that callers name, by their names or ARNs. A caller finds those of its own Region alone. */
final class TableLookup {

    private final Database database;

    TableLookup(Database database) {
        this.database = database;
    }

    /** The ARN of what a caller names, whether it exists or not. */
    Arn arnOf(AwsCaller caller, String name) {
        Arn named = named(caller, name);
        return find(named, caller).map(table -> table.definition().arn()).orElse(named);
    }

    /**
     * The table that the parameter {@code TableName} names.
     *
     * @throws AwsError if there is none
     */
    Table require(AwsCaller caller, Parameters parameters) {
        String name = parameters.required("TableName");
        if (Arn.tryParse(name).isEmpty()) {
            parameters.name("TableName");
        }
        return find(caller, name).orElseThrow(DynamoDbErrors::tableNotFound);
    }

    Optional<Table> find(AwsCaller caller, String name) {
        return find(named(caller, name), caller);
    }

    private Optional<Table> find(Arn named, AwsCaller caller) {
        return named.region().equals(caller.region()) ? database.find(named) : Optional.empty();
    }

    private static Arn named(AwsCaller caller, String name) {
        return Arn.tryParse(name).orElseGet(() -> caller.arnOf("table/" + name));
    }
}
