package io.github.managedflink.jobs.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRulesTest {

    @Test
    void allowsEveryKindOfValueAsItsJsonIs() throws RecordFault {
        DataRecord inner = new DataRecord();
        inner.put("x", true);
        DataRecord record = new DataRecord();
        record.put("text", "a");
        record.put("at", Instant.parse("2026-01-31T08:00:00Z"));
        record.put("whole", 7L);
        record.put("big", new JsonNumber("123456789012345678901234567890"));
        record.put("fraction", 0.5);
        record.put("decimal", new BigDecimal("1.10"));
        record.put("list", Arrays.asList(1L, null));
        record.put("inner", inner);
        JsonRules rules = new JsonRules("{\"properties\":{\"text\":{\"const\":\"a\"},"
                + "\"at\":{\"const\":\"2026-01-31T08:00:00Z\"},\"whole\":{\"type\":\"integer\",\"minimum\":7},"
                + "\"big\":{\"type\":\"integer\"},\"fraction\":{\"type\":\"number\",\"maximum\":0.5},"
                + "\"decimal\":{\"type\":\"number\"},\"list\":{\"items\":{\"type\":[\"integer\",\"null\"]}},"
                + "\"inner\":{\"required\":[\"x\"]}},\"additionalProperties\":false}");

        assertThat(rules.checked(record)).isSameAs(record);
    }

    @ParameterizedTest
    @CsvSource({"1.5, number", "1e2, integer", "0, integer"})
    void knowsWholeNumbers(String number, String type) throws RecordFault {
        DataRecord record = new DataRecord();
        record.put("n", new JsonNumber(number));

        new JsonRules("{\"properties\":{\"n\":{\"type\":\"" + type + "\"}}}").checked(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://json-schema.org/draft-04/schema#",
                "http://json-schema.org/draft-06/schema#",
                "http://json-schema.org/draft-07/schema#",
                "https://json-schema.org/draft/2019-09/schema",
                "https://json-schema.org/draft/2020-12/schema"
            })
    void followsTheDraftThatTheSchemaNames(String draft) {
        JsonRules rules = new JsonRules("{\"$schema\":\"" + draft + "\",\"type\":\"object\",\"required\":[\"id\"]}");

        assertThatThrownBy(() -> rules.checked(new DataRecord()))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining("required property 'id' not found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$schema\":\"http://example.com/other\"}",
                "{\"properties\":{\"a\":{\"$ref\":\"http://127.0.0.1:1/a.json\"}}}",
                "{\"properties\":{\"a\":{\"$ref\":\"classpath:/secret.json\"}}}",
                "{\"properties\":{\"a\":{\"pattern\":\"(\"}}}"
            })
    void refusesSchemasThatCannotBeUsed(String definition) {
        assertThatThrownBy(() -> new JsonRules(definition)).isInstanceOf(IllegalArgumentException.class);
    }
}
