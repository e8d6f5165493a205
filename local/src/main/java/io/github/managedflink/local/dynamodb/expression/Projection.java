package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.ListValue;
import io.github.managedflink.local.dynamodb.model.MapValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts of an item that a request asks for. Of lists, the chosen elements stand one after the other.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html">Projection
 *     expressions</a>
 */
public final class Projection {

    private final List<DocumentPath> paths;
    private final PathTree<Boolean> tree = new PathTree<>();

    Projection(List<DocumentPath> paths) {
        this.paths = List.copyOf(paths);
        paths.forEach(path -> tree.add(path, true));
    }

    /** The attributes of the item that it begins with. */
    public List<String> heads() {
        return paths.stream().map(DocumentPath::head).distinct().toList();
    }

    /** The attributes of the item that it looks into. */
    public Stream<String> attributesLookedInto() {
        return paths.stream().filter(path -> !path.isTopLevel()).map(DocumentPath::head);
    }

    /** What is wanted of an item, which is all of it where nothing is said. */
    public static MapValue partOf(MapValue item, Optional<Projection> wanted) {
        return wanted.map(projection -> projection.of(item)).orElse(item);
    }

    public MapValue of(MapValue item) {
        return (MapValue) of(item, tree).orElse(MapValue.EMPTY);
    }

    private static Optional<AttributeValue> of(AttributeValue value, PathTree<Boolean> place) {
        if (place.end().isPresent()) {
            return Optional.of(value);
        }
        if (value instanceof MapValue map) {
            return ofMap(map, place).map(kept -> kept);
        }
        return value instanceof ListValue list ? ofList(list, place).map(kept -> kept) : Optional.empty();
    }

    private static Optional<MapValue> ofMap(MapValue map, PathTree<Boolean> place) {
        Map<String, AttributeValue> kept = new LinkedHashMap<>();
        place.branches().forEach((step, branch) -> {
            if (step instanceof DocumentPath.Member member) {
                map.get(member.name())
                        .flatMap(value -> of(value, branch))
                        .ifPresent(value -> kept.put(member.name(), value));
            }
        });
        return kept.isEmpty() ? Optional.empty() : Optional.of(new MapValue(kept));
    }

    private static Optional<ListValue> ofList(ListValue list, PathTree<Boolean> place) {
        List<AttributeValue> kept = new ArrayList<>();
        place.branches().keySet().stream()
                .filter(DocumentPath.Element.class::isInstance)
                .map(DocumentPath.Element.class::cast)
                .filter(element -> element.index() < list.elements().size())
                .sorted(Comparator.comparingInt(DocumentPath.Element::index))
                .forEach(element -> of(
                                list.elements().get(element.index()),
                                place.branches().get(element))
                        .ifPresent(kept::add));
        return kept.isEmpty() ? Optional.empty() : Optional.of(new ListValue(kept));
    }
}
