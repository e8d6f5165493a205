package io.github.managedflink.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.model.settings.Violation;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    @Property(seed = "1")
    void escapedNamesComeBack(@ForAll @Size(min = 1, max = 5) List<@NotEmpty String> names) {
        String text = names.stream()
                .map(name -> name.replace("\\", "\\\\").replace(".", "\\."))
                .collect(Collectors.joining("."));

        assertThat(FieldPath.of(text).names()).isEqualTo(names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url.split('/')[1]",
                "lowerAscii(country)",
                "int(status)",
                "concat('a', b)",
                "a == 'x'",
                "a >= 1 && b",
                "ok ? a : b",
                "at.getHours()"
            })
    void anExpressionIsNamedAsSuch(String text) {
        Violations violations = new Violations();

        FieldPath.check(violations, "field", text, RecordShape.closed().with("a"));

        assertThat(violations.all()).singleElement().satisfies(fault -> assertThat(fault.advice())
                .startsWith("is an expression, but a path is wanted"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size(cm)",
                "outside.temp(C)",
                "a+b",
                "a b",
                "items[0]",
                "what?",
                "P&L",
                "1<2",
                "user-id",
                "YQ==",
                "a&&b"
            })
    void anOddNameIsNoExpression(String text) {
        Violations violations = new Violations();

        FieldPath.check(violations, "field", text, RecordShape.open());

        assertThat(violations.all()).isEmpty();
    }

    @Test
    void aMissingPathIsAFaultWhateverIsKnownOfTheRecords() {
        Violations violations = new Violations();

        FieldPath.check(violations, "open", null, RecordShape.open());
        FieldPath.check(violations, "closed", null, RecordShape.closed());
        FieldPath.check(violations, "declared", null, RecordShape.closed().with("a"));

        assertThat(violations.all())
                .extracting(Violation::toString)
                .containsExactly(
                        "open: is required but missing.",
                        "closed: is required but missing.",
                        "declared: is required but missing.");
    }

    @Test
    void aColumnThatIsNamedLikeAnExpressionIsAColumn() {
        Violations violations = new Violations();

        FieldPath.check(violations, "field", "int(status)", RecordShape.closed().with("int(status)"));

        assertThat(violations.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a\\", "a\\b"})
    void emptyNamesAndStrayBackslashesAreRefused(String text) {
        assertThatThrownBy(() -> FieldPath.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
