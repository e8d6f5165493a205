package io.github.managedflink.jobs.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.event.Events;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordValues;
import io.github.managedflink.model.sink.DynamoDbKey;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemEncoderTest {
    private static final String TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
    private static final int MAX_ITEM = 400 * 1024;

    private static DynamoDbSinkSpec.Builder table() {
        return DynamoDbSinkSpec.builder().tableArn(TABLE).partitionKey("id");
    }

    private static Map<String, AttributeValue> item(DynamoDbSinkSpec sink, PipelineEvent event) throws RecordFault {
        return new ItemEncoder(sink).encode(event).item();
    }

    @Test
    void valuesBecomeAttributesOfTheirTypes() throws RecordFault {
        Map<String, AttributeValue> item = item(
                table().build(),
                Events.of(
                        "id",
                        "a",
                        "whole",
                        12L,
                        "decimal",
                        new JsonNumber("1.50"),
                        "double",
                        0.1,
                        "flag",
                        true,
                        "moment",
                        Instant.parse("2018-02-07T17:04:03.200Z"),
                        "none",
                        null,
                        "object",
                        Events.record("x", 1L, "none", null),
                        "list",
                        new ArrayList<>(Arrays.asList("y", null))));

        assertThat(item)
                .containsOnly(
                        Map.entry("id", AttributeValue.fromS("a")),
                        Map.entry("whole", AttributeValue.fromN("12")),
                        Map.entry("decimal", AttributeValue.fromN("1.5")),
                        Map.entry("double", AttributeValue.fromN("0.1")),
                        Map.entry("flag", AttributeValue.fromBool(true)),
                        Map.entry("moment", AttributeValue.fromS("2018-02-07T17:04:03.200Z")),
                        Map.entry("object", AttributeValue.fromM(Map.of("x", AttributeValue.fromN("1")))),
                        Map.entry(
                                "list",
                                AttributeValue.fromL(
                                        List.of(AttributeValue.fromS("y"), AttributeValue.fromNul(true)))));
    }

    @ParameterizedTest
    @CsvSource({
        "123456789012345678901234567890123456789, has 39 significant digits; DynamoDB takes 38",
        "1e126, is too large; DynamoDB takes magnitudes below 1E126",
        "-1e126, is too large; DynamoDB takes magnitudes below 1E126",
        "1e99999999999, is too large; DynamoDB takes magnitudes below 1E126",
        "1e-131, 'is too close to zero; DynamoDB takes magnitudes from 1E-130 on, and 0'",
        "1E-99999999999, 'is too close to zero; DynamoDB takes magnitudes from 1E-130 on, and 0'",
    })
    void aNumberThatDynamoDbDoesNotTakeIsRefusedNamingItsFieldAndTheLimit(String number, String limit) {
        JsonNumber value = new JsonNumber(number);
        String reason = "the number in the field %s " + limit;

        assertThatThrownBy(() -> item(table().build(), Events.of("id", "a", "n", value)))
                .isInstanceOf(RecordFault.class)
                .hasMessage(reason, "n");
        assertThatThrownBy(() -> item(
                        table().build(),
                        Events.of(
                                "id",
                                "a",
                                "o",
                                Events.record("p", new ArrayList<>(List.of(Events.record("n", value)))))))
                .hasMessage(reason, "o.p.n");
        assertThatThrownBy(() ->
                        item(table().partitionKey(DynamoDbKey.number("id")).build(), Events.of("id", value)))
                .hasMessage(reason, "id");
        assertThatThrownBy(() -> item(table().build(), Events.of("id", "a", "x", Events.record("y", Double.NaN))))
                .hasMessage("the field x.y is NaN, which DynamoDB has no number for");
        assertThatThrownBy(() -> item(table().build(), Events.of("id", "a", "x", Events.record("y", "\ud800"))))
                .hasMessage("the field x.y has half of a surrogate pair, which UTF-8 cannot hold");
    }

    @Test
    void keysComeFromAnywhereInTheRecord() throws RecordFault {
        DynamoDbSinkSpec sink = table().partitionKey(DynamoDbKey.string("pk").fromField("customer.id"))
                .sortKey(DynamoDbKey.number("time"))
                .build();

        assertThat(item(sink, Events.of("customer", Events.record("id", "c1"), "time", new JsonNumber("1e2"))))
                .containsEntry("pk", AttributeValue.fromS("c1"))
                .containsEntry("time", AttributeValue.fromN("100"));
    }

    @Test
    void aRecordWithoutItsKeyIsRefused() {
        DynamoDbSinkSpec text = table().build();
        DynamoDbSinkSpec number = table().partitionKey(DynamoDbKey.number("id")).build();

        assertThatThrownBy(() -> item(text, Events.of("x", 1L))).hasMessage("the key field id is missing or null");
        assertThatThrownBy(() -> item(text, Events.of("id", 1L))).hasMessage("the key field id is no text");
        assertThatThrownBy(() -> item(text, Events.of("id", ""))).hasMessageContaining("has 0 bytes");
        assertThatThrownBy(() -> item(number, Events.of("id", "1"))).hasMessage("the key field id is no number");
    }

    @ParameterizedTest
    @CsvSource({"2047,true", "2048,true", "2049,false"})
    void aPartitionKeyHasUpTo2048Bytes(int length, boolean fits) {
        assertFits(fits, table().build(), Events.of("id", "x".repeat(length)));
    }

    @ParameterizedTest
    @CsvSource({"1024,true", "1025,false"})
    void aSortKeyHasUpTo1024Bytes(int length, boolean fits) {
        assertFits(fits, table().sortKey("sk").build(), Events.of("id", "a", "sk", "x".repeat(length)));
    }

    @Property(tries = 50, seed = "20261102")
    void anItemHasUpTo400KiB(@ForAll @IntRange(min = -2, max = 2) int beyond) {
        // "id" and "a" are 3 bytes, "text" 4, and each ä 2.
        int umlauts = (MAX_ITEM - 7) / 2 - 10;
        String text = "ä".repeat(umlauts) + "x".repeat(MAX_ITEM - 7 - umlauts * 2 + beyond);

        assertFits(beyond <= 0, table().build(), Events.of("id", "a", "text", text));
    }

    private static void assertFits(boolean fits, DynamoDbSinkSpec sink, PipelineEvent event) {
        if (fits) {
            assertThat(catchFault(sink, event)).isNull();
        } else {
            assertThat(catchFault(sink, event)).isInstanceOf(RecordFault.class);
        }
    }

    private static Exception catchFault(DynamoDbSinkSpec sink, PipelineEvent event) {
        try {
            item(sink, event);
            return null;
        } catch (RecordFault fault) {
            return fault;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901234567890123456789012345678", "9.99e125", "-9.99e125", "1e-130", "0.0", "1e37"})
    void numbersWithinTheRangeAreKept(String number) throws RecordFault {
        AttributeValue value = item(table().build(), Events.of("id", "a", "n", new JsonNumber(number)))
                .get("n");

        assertThat(new BigDecimal(value.n())).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012345678901234567890123456789", "1e126", "-1e126", "1e-131", "1e999999999"})
    void numbersBeyondTheRangeAreRefused(String number) {
        assertThatThrownBy(() -> item(table().build(), Events.of("id", "a", "n", new JsonNumber(number))))
                .isInstanceOf(RecordFault.class);
    }

    @Test
    void whatDynamoDbCannotHoldIsRefused() {
        assertThatThrownBy(() -> item(table().build(), Events.of("id", "a", "n", Double.NaN)))
                .isInstanceOf(RecordFault.class);
        assertThatThrownBy(() -> item(table().build(), Events.of("id", "a", "t", "\ud800")))
                .hasMessageContaining("surrogate");
        assertThatThrownBy(() -> item(table().build(), Events.of("id", "a", "", "x")))
                .hasMessage("a field of the record has no name, which DynamoDB does not take");
        assertThatThrownBy(() -> item(
                        table().build(),
                        Events.of("id", "a", "o", Events.record("p", new ArrayList<>(List.of(Events.record("", 1L)))))))
                .hasMessage("a field of o.p has no name, which DynamoDB does not take");
        DataRecord deep = Events.record("x", 1L);
        for (int i = 0; i < 32; i++) {
            deep = Events.record("x", deep);
        }
        DataRecord deepest = deep;
        assertThatThrownBy(() -> item(table().build(), Events.of("id", "a", "deep", deepest)))
                .hasMessageContaining("32 levels");
    }

    @ParameterizedTest
    @CsvSource({"65535, true", "65536, false"})
    void aNameHasUpTo65535Bytes(int length, boolean fits) {
        // Each ä is 2 bytes.
        String name = "ä".repeat(length / 2) + "x".repeat(length % 2);

        assertFits(fits, table().build(), Events.of("id", "a", name, 1L));
        if (!fits) {
            assertThatThrownBy(() -> item(table().build(), Events.of("id", "a", "o", Events.record(name, 1L))))
                    .hasMessage("a field of o has a name of 65536 bytes; DynamoDB takes 65535");
        }
    }

    @Test
    void anItemExpiresAfterItsEventTimeOrAField() throws RecordFault {
        DynamoDbSinkSpec byEventTime =
                table().expireAfter("expires", Duration.ofHours(1)).build();
        DynamoDbSinkSpec byField = table().expireAt("expires", "until").build();
        Instant until = Instant.parse("2030-01-01T00:00:00.999Z");

        assertThat(item(byEventTime, Events.of("id", "a")))
                .containsEntry("expires", AttributeValue.fromN("1518001443"));
        assertThat(item(byField, Events.of("id", "a", "until", until)))
                .containsEntry("expires", AttributeValue.fromN("1893456000"));
        assertThat(item(byField, Events.of("id", "a"))).doesNotContainKey("expires");
        assertThatThrownBy(() -> item(byField, Events.of("id", "a", "until", 12L)))
                .hasMessageContaining("is no timestamp");
    }

    @Provide
    Arbitrary<DataRecord> records() {
        return RecordValues.records();
    }

    @Property(tries = 200, seed = "20261103")
    void entriesComeBackFromTheirBytes(@ForAll("records") DataRecord record) throws IOException {
        record.put("id", "a");
        DynamoDbEntry entry;
        try {
            entry = new ItemEncoder(table().build()).encode(Events.of("id", "a").withRecord(record));
        } catch (RecordFault tooLargeOrDeep) {
            return;
        }
        DynamoDbEntryCodec codec = new DynamoDbEntryCodec();
        DataOutputSerializer out = new DataOutputSerializer(64);

        codec.writeContent(entry, out);
        DynamoDbEntry read = codec.readContent(entry.message(), new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(read.item()).isEqualTo(entry.item());
        assertThat(read.sizeInBytes()).isEqualTo(entry.sizeInBytes());
    }

    @Test
    void theSizeFollowsTheRulesOfTheService() {
        assertThat(ItemSize.of(Map.of("ä", AttributeValue.fromS("漢")))).isEqualTo(2 + 3);
        assertThat(ItemSize.of(Map.of("n", AttributeValue.fromN("-12300.450")))).isEqualTo(1 + 4 + 1 + 1);
        assertThat(ItemSize.of(Map.of("n", AttributeValue.fromN("0")))).isEqualTo(2);
        assertThat(ItemSize.of(Map.of("b", AttributeValue.fromBool(true)))).isEqualTo(2);
        assertThat(ItemSize.of(Map.of("m", AttributeValue.fromM(Map.of("x", AttributeValue.fromNul(true))))))
                .isEqualTo(1 + 3 + 1 + 2);
        assertThat(ItemSize.of(Map.of("l", AttributeValue.fromL(List.of(AttributeValue.fromS("xy"))))))
                .isEqualTo(1 + 3 + 1 + 2);
    }
}
