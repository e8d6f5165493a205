package io.github.managedflink.local.dynamodb.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;

/** A table with its items, and the indexes that follow them at once. Guarded by the lock of its database. */
public final class Table {

    /** What expired longer ago than this is taken for a mistake and stays. */
    private static final Duration OLDEST_EXPIRY = Duration.ofDays(5 * 365);

    private final TableDefinition definition;
    private final String id = UUID.randomUUID().toString();
    private final Instant created;
    private final SizedItems items = new SizedItems();
    private final Map<String, SizedItems> indexes = new LinkedHashMap<>();
    private Optional<String> timeToLive = Optional.empty();

    Table(TableDefinition definition, Instant created) {
        this.definition = definition;
        this.created = created;
        definition.indexes().forEach(index -> indexes.put(index.name(), new SizedItems()));
    }

    public TableDefinition definition() {
        return definition;
    }

    /** The service's own id of it. */
    public String id() {
        return id;
    }

    public Instant created() {
        return created;
    }

    /** The attribute that says when an item expires; empty if items do not. */
    public Optional<String> timeToLive() {
        return timeToLive;
    }

    public void setTimeToLive(Optional<String> attribute) {
        this.timeToLive = attribute;
    }

    public Optional<MapValue> get(Position position) {
        return Optional.ofNullable(items.inOrder().get(position));
    }

    /** All items in their order. */
    public NavigableMap<Position, MapValue> items() {
        return items.inOrder();
    }

    /** How large all items are. */
    public long bytes() {
        return items.bytes();
    }

    /** The items of an index as far as it has them, in its order. */
    public NavigableMap<Position, MapValue> itemsOf(IndexDefinition index) {
        return indexes.get(index.name()).inOrder();
    }

    /** How large the items of an index are in it. */
    public long bytesOf(IndexDefinition index) {
        return indexes.get(index.name()).bytes();
    }

    public void put(Position position, MapValue item) {
        Optional<MapValue> old = items.put(position, item);
        for (IndexDefinition index : definition.indexes()) {
            Optional<Position> place = definition.positionIn(index, item);
            old.flatMap(before -> definition.positionIn(index, before))
                    .filter(before -> !place.equals(Optional.of(before)))
                    .ifPresent(indexes.get(index.name())::remove);
            place.ifPresent(at -> indexes.get(index.name()).put(at, index.project(item, definition.key())));
        }
    }

    public void remove(Position position) {
        items.remove(position).ifPresent(old -> definition
                .indexes()
                .forEach(index -> definition.positionIn(index, old).ifPresent(indexes.get(index.name())::remove)));
    }

    /** Deletes what has expired, and tells how many items that were. */
    int deleteExpired(Instant now) {
        if (timeToLive.isEmpty()) {
            return 0;
        }
        List<Position> expired = new ArrayList<>();
        items().forEach((position, item) -> {
            if (isExpired(item, now)) {
                expired.add(position);
            }
        });
        expired.forEach(this::remove);
        return expired.size();
    }

    private boolean isExpired(MapValue item, Instant now) {
        return timeToLive
                .flatMap(item::get)
                .filter(NumberValue.class::isInstance)
                .map(value -> ((NumberValue) value).number())
                .filter(expiry -> expiry.compareTo(BigDecimal.valueOf(now.getEpochSecond())) < 0
                        && expiry.compareTo(BigDecimal.valueOf(
                                        now.minus(OLDEST_EXPIRY).getEpochSecond()))
                                > 0)
                .isPresent();
    }
}
