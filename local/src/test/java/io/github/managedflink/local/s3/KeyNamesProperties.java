package io.github.managedflink.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyNamesProperties {
    @Property(tries = 500, seed = "41")
    void aNameIsReadBack(@ForAll("keys") String key) {
        assertThat(KeyNames.key(KeyNames.of(key))).isEqualTo(key);
    }

    @Property(tries = 500, seed = "42")
    void everyFileSystemTakesAName(@ForAll("keys") String key) {
        String name = KeyNames.of(key);

        assertThat(name).matches("[ -~]*").doesNotStartWith("/").doesNotContain("//");
        assertThat(name.split("/", -1))
                .allSatisfy(part -> assertThat(part.length()).isLessThan(200))
                .doesNotContain(".", "..");
    }

    @Property(tries = 500, seed = "43")
    void aNameBeginsAsTheNamesOfItsPrefixesDo(@ForAll("keys") String key, @ForAll int at) {
        String prefix =
                key.substring(0, key.offsetByCodePoints(0, Math.floorMod(at, key.codePointCount(0, key.length()) + 1)));

        assertThat(KeyNames.of(key)).startsWith(KeyNames.of(prefix));
    }

    /** Up to what S3 takes, with parts of all lengths. */
    @Provide
    Arbitrary<String> keys() {
        Arbitrary<String> unit = Arbitraries.oneOf(
                Arbitraries.of("~", ".", "..", "/", "~/", "%E6", " ", "\n", "\u0001", "\u007f", "=", "a"),
                Arbitraries.strings().withCharRange('!', '~').ofMaxLength(200),
                Arbitraries.of("é", "\u6771\u4eac", "\ud83d\ude00")
                        .list()
                        .ofMaxSize(60)
                        .map(list -> String.join("", list)));
        return unit.list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(units -> String.join("", units))
                .map(KeyNamesProperties::upToTheLimit);
    }

    private static String upToTheLimit(String text) {
        return text.substring(0, text.offsetByCodePoints(0, Math.min(300, text.codePointCount(0, text.length()))));
    }
}
