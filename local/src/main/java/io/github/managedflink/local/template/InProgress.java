package io.github.managedflink.local.template;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds circles: what is being worked out must not be needed for that. */
public final class InProgress {
    private final Set<String> names = new LinkedHashSet<>();

    /**
     * Works something out.
     *
     * @param circle makes the fault of the names that need each other
     */
    public <T> T evaluate(String name, Function<Set<String>, AssemblyException> circle, Supplier<T> work) {
        if (!names.add(name)) {
            throw circle.apply(names.stream()
                    .dropWhile(each -> !each.equals(name))
                    .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
        try {
            return work.get();
        } finally {
            names.remove(name);
        }
    }

    /** As {@link #evaluate}, where nothing comes out. */
    public void run(String name, Function<Set<String>, AssemblyException> circle, Runnable work) {
        evaluate(name, circle, () -> {
            work.run();
            return names;
        });
    }
}
