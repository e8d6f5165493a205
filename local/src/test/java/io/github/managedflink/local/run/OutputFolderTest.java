package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    Path folder;

    @Test
    void createsAFolderAndLeavesNothingInIt() {
        Path out = folder.resolve("a/b");

        assertThat(OutputFolder.fault(out)).isEmpty();
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void takesTheFolderOfAnEarlierRun() throws IOException {
        Files.writeString(folder.resolve(OutputFolder.SUMMARY), "{}");
        Files.createDirectory(folder.resolve("Lake"));

        assertThat(OutputFolder.fault(folder)).isEmpty();
    }

    @Test
    void takesALinkToAFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("target")));

        assertThat(OutputFolder.fault(link)).isEmpty();
    }

    @Test
    void refusesAFolderWithOtherFiles() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "x");

        assertThat(OutputFolder.fault(folder))
                .hasValueSatisfying(fault -> assertThat(fault).contains("holds files that no run has written"));
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThat(OutputFolder.fault(file))
                .contains("The output folder " + file
                        + " cannot be created or written (it is no folder). Name another one.");
    }

    /** Of /proc, the permissions alone do not tell root that nothing can be created there. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesAFolderThatCannotBeCreated() {
        assertThat(OutputFolder.fault(Path.of("/proc/x")))
                .contains("The output folder /proc/x cannot be created or written. Name another one.");
    }
}
