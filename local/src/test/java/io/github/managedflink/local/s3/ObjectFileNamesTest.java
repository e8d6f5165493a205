package io.github.managedflink.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.files.RelativePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectFileNamesTest {
    private static final List<String> ODD = List.of(
            "a".repeat(300),
            "a".repeat(299) + "b",
            "k=" + "\u6771".repeat(100) + "/part-0",
            "../../etc/passwd",
            "a//b",
            "a/./b",
            "/a",
            "back\\..\\slash",
            "nul\0l");

    private final ObjectFileNames names = new ObjectFileNames(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a", "day=2026-01-01/part-0", "k=\u6771\u4eac/caf\u00e9 50%.json", ".hidden/...", "a~b"})
    void aKeyThatIsAPathIsTheFile(String key) {
        assertThat(names.name(key)).isEqualTo(key);
    }

    @Test
    void everyOtherKeyHasAFileOfItsOwnInTheFolder() throws IOException {
        Set<Path> files = new HashSet<>();
        for (String key : ODD) {
            Path file = folder.resolve(names.name(key));
            assertThat(file.normalize()).isEqualTo(file).startsWithRaw(folder);
            assertThat(RelativePath.fault(names.name(key))).isEmpty();
            assertThat(folder.resolve(names.name(key))).isEqualTo(file);
            assertThat(files.add(file)).as(key).isTrue();
            Files.createDirectories(file.getParent());
            Files.writeString(file, key);
        }
    }

    @Test
    void aLongNameIsStillToBeRecognized() {
        assertThat(names.name("day=1/" + "a".repeat(300))).matches("day=1/a{200}~[0-9a-f]{16}");
    }

    @Test
    void aLocaleWithoutACharacterGetsAnotherName() {
        ObjectFileNames ascii = new ObjectFileNames(StandardCharsets.US_ASCII);

        assertThat(ascii.name("k=\u6771/a")).matches("k=_~[0-9a-f]{16}/a").isNotEqualTo(ascii.name("k=\u4eac/a"));
    }
}
