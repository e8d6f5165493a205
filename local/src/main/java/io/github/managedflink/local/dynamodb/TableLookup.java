package io.github.managedflink.local.dynamodb;

import io.github.managedflink.local.dynamodb.model.Database;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsCaller;
import io.github.managedflink.local.http.AwsError;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the tables that callers name, by their names or ARNs. */
final class TableLookup {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
    private static final int MIN_NAME = 3;
    private static final int MAX_NAME = 255;

    private final Database database;

    TableLookup(Database database) {
        this.database = database;
    }

    /** The ARN of what a caller names, whether it exists or not. */
    Arn arnOf(AwsCaller caller, String name) {
        Arn named = Arn.tryParse(name).orElseGet(() -> caller.arnOf("table/" + name));
        return database.find(named).map(table -> table.definition().arn()).orElse(named);
    }

    /** @throws AwsError if there is none */
    Table require(AwsCaller caller, String name) {
        return find(caller, name).orElseThrow(DynamoDbErrors::tableNotFound);
    }

    /** @throws AwsError if nothing can have this name */
    Optional<Table> find(AwsCaller caller, String name) {
        Arn arn = Arn.tryParse(name).orElseGet(() -> {
            checkName(name);
            return caller.arnOf("table/" + name);
        });
        return database.find(arn);
    }

    /** @throws AwsError if no table can have it */
    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw DynamoDbErrors.constraint(
                    "'" + name + "'", "tableName", "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        }
        if (name.length() < MIN_NAME || name.length() > MAX_NAME) {
            throw DynamoDbErrors.validation("TableName must be at least " + MIN_NAME + " characters long and at most "
                    + MAX_NAME + " characters long");
        }
    }
}
