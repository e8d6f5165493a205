package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** Reads what templates write in more than one way. */
public final class TemplateJson {
    private static final JsonMapper JSON = new JsonMapper();

    private TemplateJson() {}

    /** A policy, which may be an object or the text of one; a missing node if there is none. */
    public static JsonNode document(Resource resource, String property) {
        JsonNode document = resource.property(property);
        if (!document.isTextual()) {
            return document;
        }
        try {
            return JSON.readTree(document.asText());
        } catch (JsonProcessingException e) {
            throw new AssemblyException(
                    "The " + property + " of " + resource + " is no JSON: " + e.getOriginalMessage());
        }
    }

    /** The texts of a list. */
    public static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
