package io.github.managedflink.model.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads values of several types by the word in their setting {@code type}: the one place in which the types of a
 * concept are listed.
 *
 * @param <T> what the values have in common
 */
public final class TypeReaders<T> {
    private final String concept;
    private final Map<String, Function<SettingsReader, ? extends T>> readers = new LinkedHashMap<>();

    /** @param concept what a value is, in messages, such as {@code sink} */
    public TypeReaders(String concept) {
        this.concept = concept;
    }

    /** Adds a type. */
    public TypeReaders<T> with(String type, Function<SettingsReader, ? extends T> reader) {
        readers.put(type, reader);
        return this;
    }

    /** Reads a value; null where its type is missing, or unknown, which is recorded as a fault. */
    public T read(SettingsReader settings) {
        String type = settings.text("type");
        if (type == null) {
            return null;
        }
        if (!readers.containsKey(type)) {
            settings.violations()
                    .add(
                            "type",
                            type,
                            "is no " + concept + "; use one of " + String.join(", ", readers.keySet()) + ".");
            return null;
        }
        return readers.get(type).apply(settings);
    }
}
