package io.github.managedflink.jobs.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8Test {
    @Property(seed = "1", tries = 5000)
    void isValidAgreesWithTheJdksStrictDecoder(@ForAll("bytes") byte[] bytes) {
        assertThat(Utf8.isValid(bytes)).isEqualTo(decodes(bytes));
    }

    @Property(seed = "2")
    void canEncodeAgreesWithTheJdksStrictEncoder(@ForAll("texts") String text) {
        assertThat(Utf8.canEncode(text)).isEqualTo(encodes(text));
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean encodes(String text) {
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<Byte> interesting = Arbitraries.of(
                        0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF,
                        0xF0, 0xF1, 0xF4, 0xF5, 0xFF)
                .map(Integer::byteValue);
        // Mostly ASCII, so that the way which takes eight bytes at once is used, too.
        Arbitrary<Byte> ascii = Arbitraries.bytes().between((byte) 0, Byte.MAX_VALUE);
        return Arbitraries.oneOf(ascii, ascii, ascii, interesting, Arbitraries.bytes())
                .array(byte[].class)
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of('a', 'ü', '\uD83D', '\uDE00', '\uFFFF')
                .list()
                .ofMaxSize(5)
                .map(chars -> chars.stream().map(String::valueOf).reduce("", String::concat));
    }
}
