package io.github.managedflink.local.template;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keys that an object of a JSON file has more than once; a tree of it has the last of each alone. */
final class DuplicateKeys {
    private DuplicateKeys() {}

    /**
     * Looks for them.
     *
     * @return their paths, such as {@code Resources.Stream}
     */
    static List<String> in(JsonMapper mapper, byte[] json) throws IOException {
        Set<String> twice = new LinkedHashSet<>();
        Deque<Set<String>> objects = new ArrayDeque<>();
        try (JsonParser parser = mapper.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_OBJECT -> objects.push(new HashSet<>());
                    case END_OBJECT -> objects.pop();
                    case FIELD_NAME -> {
                        if (!objects.element().add(parser.currentName())) {
                            twice.add(parser.getParsingContext()
                                    .pathAsPointer()
                                    .toString()
                                    .substring(1)
                                    .replace('/', '.'));
                        }
                    }
                    default -> {
                        // Values have no keys.
                    }
                }
            }
        }
        return List.copyOf(twice);
    }
}
