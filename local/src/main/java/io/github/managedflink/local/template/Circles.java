package io.github.managedflink.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Conditions, or resources, of a template that need each other. */
public final class Circles {
    private Circles() {}

    /**
     * Finds those that are needed for themselves.
     *
     * @param needs what each needs
     * @return a set for each circle, or for several that have a member in common
     */
    static List<Set<String>> of(Map<String, Set<String>> needs) {
        Map<String, Set<String>> reached = new LinkedHashMap<>();
        needs.keySet().forEach(name -> reached.put(name, reach(name, needs)));
        List<Set<String>> circles = new ArrayList<>();
        Set<String> told = new LinkedHashSet<>();
        reached.forEach((name, others) -> {
            if (others.contains(name) && !told.contains(name)) {
                Set<String> circle = new TreeSet<>(others);
                circle.removeIf(other -> !reached.getOrDefault(other, Set.of()).contains(name));
                told.addAll(circle);
                circles.add(circle);
            }
        });
        return circles;
    }

    private static Set<String> reach(String name, Map<String, Set<String>> needs) {
        Set<String> reached = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(name));
        while (!open.isEmpty()) {
            needs.getOrDefault(open.remove(open.size() - 1), Set.of()).stream()
                    .filter(reached::add)
                    .forEach(open::add);
        }
        return reached;
    }

    /**
     * The fault of a circle, in the same words wherever it is met.
     *
     * @param what one of them is
     */
    public static AssemblyException fault(String stack, String what, Set<String> names) {
        return names.size() == 1
                ? new Place(stack, what + " " + names.iterator().next(), "").fault("it depends on itself.")
                : new Place(stack, what + "s " + String.join(", ", new TreeSet<>(names)), "")
                        .fault("they depend on each other in a circle.");
    }
}
