package io.github.managedflink.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.types.SimpleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelExpressionTest {
    @Test
    void variablesAreTheFreeNames() {
        CelExpression expression = CelExpression.compile(
                "items.exists(i, i.price > limit) && has(record.id) && type(x) == int", RecordShape.open());

        assertThat(expression.variables()).containsExactly("items", "limit", "record", "x");
        assertThat(expression.resultType()).isEqualTo(SimpleType.BOOL);
    }

    @Test
    void aFieldMayBeNamedLikeAType() {
        assertThat(CelExpression.compile("type == 'Feature'", RecordShape.open())
                        .variables())
                .containsExactly("type");
        assertThat(CelExpression.compile("list == 'x'", RecordShape.open().with("list"))
                        .variables())
                .containsExactly("list");
        assertThat(CelExpression.compile("type(x) == list", RecordShape.open()).variables())
                .containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mag > 2",
                "mag > 2.5 && mag < 10",
                "mag == null || mag >= 1u",
                "name.lowerAscii() == 'x'",
                "name.matches('^a+$')",
                "when > timestamp('2018-01-01T00:00:00Z')",
                "when.getFullYear() == 2018",
                "when == null",
                "count % 2 == 0",
                "ok",
                "record['type'] == 'Feature'"
            })
    void declaredFieldsMayBeUsedAsTheirTypesAndComparedWithNull(String expression) {
        RecordShape shape = RecordShape.closed()
                .with("mag", RecordShape.celType(FieldType.DOUBLE))
                .with("name", RecordShape.celType(FieldType.STRING))
                .with("when", RecordShape.celType(FieldType.TIMESTAMP))
                .with("count", RecordShape.celType(FieldType.LONG))
                .with("ok", RecordShape.celType(FieldType.BOOLEAN));

        assertThat(CelExpression.compile(expression, shape).resultType()).isEqualTo(SimpleType.BOOL);
    }

    @Test
    void theMessageSaysWhereAndWhyOnOneLine() {
        assertThatThrownBy(() -> CelExpression.compile("a == 1 && b >", RecordShape.open()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at character")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\n");
    }
}
