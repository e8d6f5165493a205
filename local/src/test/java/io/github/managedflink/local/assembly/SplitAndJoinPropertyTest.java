package io.github.managedflink.local.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.template.Evaluator;
import io.github.managedflink.local.template.Place;
import io.github.managedflink.local.template.References;
import io.github.managedflink.local.template.StackTemplate;
import io.github.managedflink.local.template.Unresolved;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class SplitAndJoinPropertyTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Place PLACE = new Place("S", "output V", "");

    private final Evaluator evaluator = new Evaluator(
            new NoReferences(), new StackTemplate(MissingNode.getInstance(), List.of()), Unresolved.REFUSED);

    @Property(seed = "42")
    void joiningWhatWasSplitGivesTheText(@ForAll String text, @ForAll @NotEmpty String delimiter) {
        ObjectNode split = JSON.createObjectNode();
        split.putArray("Fn::Split").add(delimiter).add(text);
        ObjectNode joined = JSON.createObjectNode();
        joined.putArray("Fn::Join").add(delimiter).add(split);

        assertThat(evaluator.evaluate(joined, PLACE).asText()).isEqualTo(text);
    }

    @Property(seed = "42")
    void selectingEachElementGivesTheList(@ForAll @Size(max = 20) List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            ObjectNode select = JSON.createObjectNode();
            select.putArray("Fn::Select").add(i).add(JSON.valueToTree(texts));

            assertThat(evaluator.evaluate(select, PLACE).asText()).isEqualTo(texts.get(i));
        }
    }

    /** The expressions of these properties refer to nothing. */
    private static final class NoReferences implements References {
        @Override
        public JsonNode ref(String name, Place place) {
            throw place.fault("unexpected");
        }

        @Override
        public JsonNode getAtt(String logicalId, String attribute, Place place) {
            throw place.fault("unexpected");
        }

        @Override
        public JsonNode importValue(String exportName, Place place) {
            throw place.fault("unexpected");
        }

        @Override
        public JsonNode availabilityZones(String region) {
            return MissingNode.getInstance();
        }
    }
}
