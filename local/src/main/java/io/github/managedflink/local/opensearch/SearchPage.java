package io.github.managedflink.local.opensearch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;

/**
 * A page of documents as a node answers it.
 *
 * @param scrollId of the page that comes next
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SearchPage(@JsonProperty("_scroll_id") String scrollId, @JsonProperty("hits") Hits found) {
    private static final JsonMapper JSON = new JsonMapper();

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Hits(@JsonProperty("hits") List<Hit> documents) {}

    /**
     * A document.
     *
     * @param source in the characters in which it was indexed, because to read it would change its numbers
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Hit(
            @JsonProperty("_id") String id,
            @JsonProperty("_source") @JsonDeserialize(using = AsWritten.class) String source) {}

    static SearchPage read(String answer) throws IOException {
        return JSON.readerFor(SearchPage.class)
                .withAttribute(AsWritten.TEXT, answer)
                .readValue(answer);
    }

    /** Cuts a value out of the text. */
    static final class AsWritten extends StdDeserializer<String> {
        private static final String TEXT = "text";
        private static final long serialVersionUID = 1;

        AsWritten() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            return ((String) context.getAttribute(TEXT))
                    .substring(start, (int) parser.currentLocation().getCharOffset());
        }
    }
}
