package io.github.managedflink.local.dynamodb.model;

import io.github.managedflink.local.assembly.Environment;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All tables. What is done in one go is done by one caller at a time, so that each call sees all of another one or
 * nothing.
 */
public final class Database {

    private final Map<String, Table> tables = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;

    public Database(Clock clock) {
        this.clock = clock;
    }

    /** Does something that no other call can come between. */
    public <T> T atomically(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    public Instant now() {
        return clock.instant();
    }

    /**
     * Creates a table.
     *
     * @throws AwsError if there is one that callers would find by that ARN
     */
    public Table create(TableDefinition definition) {
        return atomically(() -> {
            if (find(definition.arn()).isPresent()) {
                throw DynamoDbErrors.tableExists(definition.name());
            }
            Table table = new Table(definition, now());
            tables.put(definition.arn().toString(), table);
            return table;
        });
    }

    /** Deletes that very table, and not one that has been created in its place since. */
    public void delete(Table table) {
        atomically(() -> tables.remove(table.definition().arn().toString(), table));
    }

    /**
     * The table of an ARN. The account counts where both are known: a caller that gives a name does not say it, and
     * that of a stack that is bound to none can be any.
     */
    public Optional<Table> find(Arn arn) {
        return atomically(() -> {
            Table exact = tables.get(arn.toString());
            return exact != null
                    ? Optional.of(exact)
                    : tables.values().stream()
                            .filter(table -> isOf(table.definition().arn(), arn))
                            .findFirst();
        });
    }

    private static boolean isOf(Arn table, Arn named) {
        return table.region().equals(named.region())
                && table.resource().equals(named.resource())
                && (table.account().equals(named.account()) || isUnknown(table) || isUnknown(named));
    }

    private static boolean isUnknown(Arn ofAccount) {
        return ofAccount.account().equals(Environment.DEFAULT_ACCOUNT);
    }

    /** All of them, in the order of their ARNs. */
    public List<Table> tables() {
        return atomically(() -> List.copyOf(tables.values()));
    }

    /** Those of a Region, in the order of their names. */
    public List<Table> tables(String region) {
        return atomically(() -> tables.values().stream()
                .filter(table -> table.definition().arn().region().equals(region))
                .toList());
    }

    /** Deletes what has expired in all tables, and tells how many items that were. */
    public int deleteExpired(Instant now) {
        return atomically(() -> tables.values().stream()
                .mapToInt(table -> table.deleteExpired(now))
                .sum());
    }
}
