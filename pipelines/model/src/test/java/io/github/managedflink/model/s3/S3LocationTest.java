package io.github.managedflink.model.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.settings.Violation;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {

    private static List<Violation> violations(String key, BiConsumer<S3Location, Violations> check) {
        Violations violations = new Violations();
        check.accept(S3Location.of("lake", key), violations);
        return violations.all();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b/c",
                "day=1/a b+c",
                "100%/#1;x:y@z",
                "Größe/±",
                ".hidden",
                "a/..b",
                "~",
                "${Token[A.1]}/b"
            })
    void aKeyThatPolicyAndPathTakeAsItIsIsAccepted(String key) {
        assertThat(violations(key, S3Location::check)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/a,            neither begin nor end with a slash",
        "a/,            neither begin nor end with a slash",
        "a//b,          neither begin nor end with a slash",
        "a/*,           'no *, ?'",
        "a/${aws:x},    'no *, ?'",
        "a/../b,        no folder . or ..",
        "./a,           no folder . or ..",
        "a/.,           no folder . or ..",
        "a\\b,          no backslash",
        "Łódź,          up to U+00FF",
        "東京,          up to U+00FF",
        "'a\tb',        up to U+00FF"
    })
    void aKeyThatStandsForAnotherIsRefused(String key, String message) {
        assertThat(violations(key.replace("\\t", "\t"), S3Location::check))
                .singleElement()
                .satisfies(fault -> assertThat(fault.setting()).isEqualTo("key"))
                .satisfies(fault -> assertThat(fault.toString()).contains(message));
    }

    @Test
    void aKeyIsMeasuredInBytesAndAPrefixLeavesRoomForTheNamesOfFiles() {
        assertThat(violations("ü".repeat(512), S3Location::check)).isEmpty();
        assertThat(violations("ü".repeat(513), S3Location::check)).hasSize(1);
        assertThat(violations("ü".repeat(472), S3Location::checkPrefix)).isEmpty();
        assertThat(violations("ü".repeat(473), S3Location::checkPrefix))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).contains("944 bytes at most"));
    }
}
