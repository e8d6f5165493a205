package io.github.managedflink.jobs.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordValues;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonRecordWriterTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectMapper JACKSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(NODES);
    private final JsonRecordWriter writer = new JsonRecordWriter();

    @Property(seed = "1", tries = 300)
    void jacksonReadsWhatTheWriterWrites(@ForAll("records") DataRecord record) throws RecordFault, IOException {
        assertThat(normal(JACKSON.readTree(writer.line(record)))).isEqualTo(normal(tree(record)));
    }

    @Property(seed = "2")
    void aDoubleIsReadBackAsItWas(@ForAll double number) throws RecordFault, IOException {
        DataRecord record = new DataRecord();
        record.put("a", number);
        assertThat(JACKSON.readTree(writer.line(record)).get("a").doubleValue()).isEqualTo(number);
    }

    @Example
    void aNumberThatJsonDoesNotHaveIsRefused() {
        DataRecord record = new DataRecord();
        record.put("a", Double.NaN);
        assertThatThrownBy(() -> writer.line(record))
                .isInstanceOf(RecordFault.class)
                .hasMessage("JSON has no number NaN");
    }

    /** Numbers by value: a long may be written where the tree holds a decimal of no places. */
    private static String normal(JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue().stripTrailingZeros().toString();
        }
        if (node.isObject()) {
            StringBuilder text = new StringBuilder("{");
            node.fields().forEachRemaining(field -> text.append(NODES.textNode(field.getKey()))
                    .append(normal(field.getValue())));
            return text.append('}').toString();
        }
        if (node.isArray()) {
            StringBuilder text = new StringBuilder("[");
            node.forEach(element -> text.append(normal(element)).append(','));
            return text.append(']').toString();
        }
        return node.toString();
    }

    private static JsonNode tree(Object value) {
        if (value instanceof DataRecord record) {
            ObjectNode object = NODES.objectNode();
            for (int i = 0; i < record.size(); i++) {
                object.set(record.nameAt(i), tree(record.valueAt(i)));
            }
            return object;
        }
        if (value instanceof List<?> list) {
            var array = NODES.arrayNode();
            list.forEach(element -> array.add(tree(element)));
            return array;
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof JsonNumber number) {
            return NODES.numberNode(number.decimalValue());
        }
        if (value instanceof BigDecimal number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        return value == null ? NODES.nullNode() : NODES.textNode(value.toString());
    }

    @Provide
    Arbitrary<DataRecord> records() {
        return RecordValues.records();
    }
}
