package io.github.managedflink.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiskSpaceTest {
    private static final long MEBI = 1 << 20;

    @Test
    void letsARunBeginThatHasTheSpaceForItsJars() {
        assertThat(left(84 * MEBI).faultToBegin(10 * MEBI)).isEmpty();
        assertThat(left(84 * MEBI - 1).faultToBegin(10 * MEBI))
                .contains(
                        "No space left in the folder for temporary files, /tmp/x: 83 MiB of the 84 MiB that are needed."
                                + " Free some, or name another folder in TMPDIR (in a test, java.io.tmpdir).");
    }

    @Test
    void letsARunGoOnUntilHardlyAnythingIsLeft() {
        assertThat(left(8 * MEBI).fault()).isEmpty();
        assertThat(left(8 * MEBI - 1).fault()).hasValueSatisfying(fault -> assertThat(fault)
                .startsWith("No space left in the folder for temporary files, /tmp/x"));
    }

    private static DiskSpace left(long bytes) {
        return new DiskSpace(Path.of("/tmp/x"), () -> bytes);
    }
}
