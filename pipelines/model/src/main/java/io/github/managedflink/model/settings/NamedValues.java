package io.github.managedflink.model.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values under the names that a user gives them, in their order. What is given under a name that was given before is
 * kept, so that a check can refuse the name: one value must not silently take the place of another.
 */
public final class NamedValues<T> {
    private final List<String> names;
    private final List<T> values;

    private NamedValues(List<String> names, List<T> values) {
        this.names = Collections.unmodifiableList(names);
        this.values = Collections.unmodifiableList(values);
    }

    /** Returns no values. */
    public static <T> NamedValues<T> none() {
        return new NamedValues<>(List.of(), List.of());
    }

    /** Returns the same and another value. Both may be null, which is for a check to find. */
    public NamedValues<T> with(String name, T value) {
        return new NamedValues<>(and(names, name), and(values, value));
    }

    private static <E> List<E> and(List<E> list, E last) {
        List<E> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    /** Returns all names, in their order. */
    public List<String> names() {
        return names;
    }

    /** Returns all values, in their order. */
    public List<T> values() {
        return values;
    }

    /** Returns the same names with values that are made of these. */
    public <R> NamedValues<R> map(BiFunction<String, T, R> function) {
        List<R> made = new ArrayList<>();
        forEach((name, value) -> made.add(function.apply(name, value)));
        return new NamedValues<>(names, made);
    }

    /** Returns the names that more than one value was given. */
    public Set<String> repeated() {
        return IntStream.range(0, names.size())
                .filter(this::isRepeated)
                .mapToObj(names::get)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Records each name that a value before has, where {@link SettingsWriter#put(String, NamedValues)} writes it.
     *
     * @param setting what the values are written as
     * @param noun what they are, in the plural
     */
    public void checkNames(Violations violations, String setting, String noun) {
        IntStream.range(0, names.size())
                .filter(this::isRepeated)
                .forEach(i -> violations.add(
                        setting + "." + (i + 1) + ".name",
                        names.get(i),
                        "is the name of two " + noun + ". Rename one of them."));
    }

    private boolean isRepeated(int index) {
        return names.get(index) != null && names.indexOf(names.get(index)) < index;
    }

    /** Returns the values by their names, in their order; of a repeated name the first. */
    public Map<String, T> asMap() {
        Map<String, T> map = new LinkedHashMap<>();
        forEach(map::putIfAbsent);
        return Collections.unmodifiableMap(map);
    }

    /** Takes each name and value, in their order. */
    public void forEach(BiConsumer<String, T> action) {
        for (int i = 0; i < names.size(); i++) {
            action.accept(names.get(i), values.get(i));
        }
    }
}
