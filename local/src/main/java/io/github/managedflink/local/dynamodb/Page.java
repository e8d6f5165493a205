package io.github.managedflink.local.dynamodb;

import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * What one request gets of the items that were found.
 *
 * @param items what is shown of those that passed the filter
 * @param scanned how many were looked at
 * @param bytes how large those were
 * @param last the last one that was looked at, if the limits ended the page there
 */
record Page(List<MapValue> items, int scanned, long bytes, Optional<MapValue> last) {

    /** What ends a page beside the request's own limit: 1 MiB. */
    private static final int MAX_BYTES = 1 << 20;

    /**
     * Reads one.
     *
     * @param limit how many may be looked at
     */
    static Page read(NavigableMap<Position, MapValue> found, int limit, SearchProjection shown) {
        List<MapValue> items = new ArrayList<>();
        int scanned = 0;
        long bytes = 0;
        for (Map.Entry<Position, MapValue> entry : found.entrySet()) {
            MapValue item = entry.getValue();
            scanned++;
            bytes += item.itemSize();
            if (shown.passes(item)) {
                items.add(shown.part(entry.getKey(), item));
            }
            if (scanned >= limit || bytes >= MAX_BYTES) {
                return new Page(items, scanned, bytes, Optional.of(item));
            }
        }
        return new Page(items, scanned, bytes, Optional.empty());
    }
}
