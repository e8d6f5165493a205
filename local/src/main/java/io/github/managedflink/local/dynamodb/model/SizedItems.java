package io.github.managedflink.local.dynamodb.model;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The items of a table or an index in their order, with the number of their bytes. */
final class SizedItems {

    private final NavigableMap<Position, MapValue> items = new TreeMap<>();
    private final NavigableMap<Position, MapValue> view = Collections.unmodifiableNavigableMap(items);
    private long bytes;

    /** Returns what was there before. */
    Optional<MapValue> put(Position position, MapValue item) {
        bytes += item.itemSize();
        return taken(items.put(position, item));
    }

    /** Returns what was there. */
    Optional<MapValue> remove(Position position) {
        return taken(items.remove(position));
    }

    private Optional<MapValue> taken(MapValue old) {
        bytes -= old == null ? 0 : old.itemSize();
        return Optional.ofNullable(old);
    }

    NavigableMap<Position, MapValue> inOrder() {
        return view;
    }

    long bytes() {
        return bytes;
    }
}
