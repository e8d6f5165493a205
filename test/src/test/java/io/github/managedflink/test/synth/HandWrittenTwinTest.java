package io.github.managedflink.test.synth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.managedflink.samples.EarthquakesStack;
import io.github.managedflink.test.synth.byhand.EarthquakesByHandStack;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code test/measure-synth} compares are two ways to write one template. */
class HandWrittenTwinTest {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", ".")).resolve("..").normalize();
    private static final Set<String> REFERENCES = Set.of("Ref", "Fn::GetAtt", "DependsOn");

    @Test
    @DisplayName("The sample written by hand has the resources and outputs that the sample has")
    void sameTemplate() {
        SynthesizedStack sample = SynthesizedStack.of(
                FeatureFlags.RECOMMENDED,
                app -> new EarthquakesStack(app, "Earthquakes", ROOT.resolve("sample-apps/data")));
        SynthesizedStack byHand = SynthesizedStack.of(
                FeatureFlags.RECOMMENDED, app -> new EarthquakesByHandStack(app, "Earthquakes", ROOT));

        Content expected = content(sample);
        Content actual = content(byHand);
        assertThat(actual.resources()).containsExactlyInAnyOrderEntriesOf(expected.resources());
        assertThat(actual.outputs()).isEqualTo(expected.outputs());
    }

    /** The template's resources and outputs under names that are the same however the constructs are nested. */
    private static Content content(SynthesizedStack stack) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        JsonNode resources = stack.json().path("Resources");
        resources.properties().forEach(resource -> {
            String type = resource.getValue().path("Type").asText();
            names.put(resource.getKey(), type + " " + counts.merge(type, 1, Integer::sum));
        });

        Map<String, JsonNode> renamed = new LinkedHashMap<>();
        names.forEach((id, name) -> {
            ObjectNode resource = (ObjectNode) withNames(resources.get(id), names);
            // The construct's path.
            resource.remove("Metadata");
            renamed.put(name, resource);
        });
        return new Content(
                renamed,
                stack.json()
                        .path("Outputs")
                        .valueStream()
                        .map(output -> withNames(output, names))
                        .toList());
    }

    private static JsonNode withNames(JsonNode node, Map<String, String> names) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties()
                    .forEach(field -> copy.set(
                            field.getKey(),
                            REFERENCES.contains(field.getKey())
                                    ? nameOf(field.getValue(), names)
                                    : withNames(field.getValue(), names)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(withNames(element, names)));
            return copy;
        }
        return node;
    }

    /** A logical id, or a list that has some. */
    private static JsonNode nameOf(JsonNode reference, Map<String, String> names) {
        if (reference instanceof ArrayNode list) {
            ArrayNode copy = list.arrayNode();
            list.forEach(element -> copy.add(nameOf(element, names)));
            return copy;
        }
        return TextNode.valueOf(names.getOrDefault(reference.asText(), reference.asText()));
    }

    private record Content(Map<String, JsonNode> resources, List<JsonNode> outputs) {}
}
