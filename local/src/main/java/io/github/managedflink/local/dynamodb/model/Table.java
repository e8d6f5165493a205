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
import java.util.TreeMap;
import java.util.UUID;

/** A table with its items, and the indexes that follow them at once. Guarded by the lock of its database. */
public final class Table {

    /** What expired longer ago than this is taken for a mistake and stays. */
    private static final Duration OLDEST_EXPIRY = Duration.ofDays(5 * 365);

    private final TableDefinition definition;
    private final String id = UUID.randomUUID().toString();
    private final Instant created;
    private final NavigableMap<Position, MapValue> items = new TreeMap<>();
    private final Map<String, NavigableMap<Position, MapValue>> indexes = new LinkedHashMap<>();
    private Optional<String> timeToLive = Optional.empty();

    Table(TableDefinition definition, Instant created) {
        this.definition = definition;
        this.created = created;
        definition.indexes().forEach(index -> indexes.put(index.name(), new TreeMap<>()));
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
        return Optional.ofNullable(items.get(position));
    }

    /** All items in their order. */
    public NavigableMap<Position, MapValue> items() {
        return items;
    }

    /** The items of an index as far as it has them, in its order. */
    public NavigableMap<Position, MapValue> itemsOf(IndexDefinition index) {
        return indexes.get(index.name());
    }

    public void put(Position position, MapValue item) {
        MapValue old = items.put(position, item);
        definition.indexes().forEach(index -> {
            Optional<Position> place = definition.positionIn(index, item);
            if (old != null) {
                definition
                        .positionIn(index, old)
                        .filter(before -> !place.equals(Optional.of(before)))
                        .ifPresent(itemsOf(index)::remove);
            }
            place.ifPresent(at -> itemsOf(index).put(at, index.project(item, definition.key())));
        });
    }

    public void remove(Position position) {
        MapValue old = items.remove(position);
        if (old != null) {
            definition
                    .indexes()
                    .forEach(index -> definition.positionIn(index, old).ifPresent(itemsOf(index)::remove));
        }
    }

    /** Deletes what has expired, and tells how many items that were. */
    int deleteExpired(Instant now) {
        if (timeToLive.isEmpty()) {
            return 0;
        }
        List<Position> expired = new ArrayList<>();
        items.forEach((position, item) -> {
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
