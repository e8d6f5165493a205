package io.github.managedflink.local.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
    void takesTheFolderOfAnEarlierRunAndDeletesWhatThatHasWrittenAlone() throws IOException {
        // given
        try (OutputFolder earlier = OutputFolder.open(folder)) {
            OwnFolder files = earlier.begin();
            files.write("summary.json", "{}");
            files.folder("Lake").write("day=1/part-0", "x");
            files.folder("Lake").write("day=2/part-0", "x");
        }
        Path other = Files.writeString(folder.resolve("Lake/day=2/notes.txt"), "x");

        // when
        assertThat(OutputFolder.fault(folder)).isEmpty();
        try (OutputFolder next = OutputFolder.open(folder)) {
            next.begin().folder("Lake").write("day=3/part-0", "y");
        }

        // then
        assertThat(folder.resolve("summary.json")).doesNotExist();
        assertThat(folder.resolve("Lake/day=1")).doesNotExist();
        assertThat(folder.resolve("Lake/day=2/part-0")).doesNotExist();
        assertThat(other).exists();
        assertThat(folder.resolve("Lake/day=3/part-0")).hasContent("y");
    }

    @Test
    void takesTheFolderOfARunThatWentWrong() throws IOException {
        try (OutputFolder broken = OutputFolder.open(folder)) {
            broken.begin().folder("Lake").write("part-0", "x");
        }

        assertThat(OutputFolder.fault(folder)).isEmpty();
    }

    @Test
    void refusesAFolderThatARunHas() throws IOException {
        try (OutputFolder running = OutputFolder.open(folder)) {
            assertThat(OutputFolder.fault(running.path()))
                    .contains("The output folder " + folder
                            + " is in use by another run. Name another one, or wait until that has ended.");
            assertThatThrownBy(() -> OutputFolder.open(folder)).hasMessageContaining("is in use by another run");
        }
        assertThat(OutputFolder.fault(folder)).isEmpty();
    }

    /** As a run in a process of its own has it. */
    @Test
    void refusesAFolderThatAnotherProcessHas() throws Exception {
        try (OtherProcess holder = OtherProcess.holding(folder)) {
            assertThat(OutputFolder.fault(folder))
                    .hasValueSatisfying(fault -> assertThat(fault).contains("is in use by another run"));
            holder.kill();
            assertThat(OutputFolder.fault(folder)).isEmpty();
        }
    }

    @Test
    void deletesNothingThatALinkLeadsTo() throws IOException {
        // given
        Path victim = Files.createDirectory(folder.resolve("victim"));
        Path out = Files.createDirectory(folder.resolve("out"));
        try (OutputFolder earlier = OutputFolder.open(out)) {
            earlier.begin().folder("Lake").write("part-0", "x");
        }
        Path precious = Files.writeString(victim.resolve("part-0"), "x");
        Folders.delete(out.resolve("Lake"));
        Files.createSymbolicLink(out.resolve("Lake"), victim);

        try (OutputFolder next = OutputFolder.open(out)) {
            // when
            OwnFolder files = next.begin();

            // then
            assertThat(precious).exists();
            assertThatThrownBy(() -> files.folder("Lake").write("part-1", "y"))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("is a symbolic link");
            assertThat(victim.resolve("part-1")).doesNotExist();
        }
    }

    /** Somebody may have written into the list. */
    @Test
    void deletesNothingOutsideThatTheListNames() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "x");
        Path out = Files.createDirectory(folder.resolve("out"));
        OutputFolder.open(out).close();
        Files.writeString(
                out.resolve(FolderMarker.NAME),
                "\"../precious\"\n\"" + precious + "\"\nnull\n\"half",
                StandardOpenOption.APPEND);

        try (OutputFolder next = OutputFolder.open(out)) {
            next.begin();
        }

        assertThat(precious).exists();
    }

    @Test
    void refusesFilesThatWouldLieOutside() throws IOException {
        try (OutputFolder out = OutputFolder.open(folder.resolve("out"))) {
            OwnFolder files = out.begin();
            for (String name : List.of("../x", "a/../../x", "/tmp/x", "a//x", "", ".", "..", "a\\..\\..\\x", "a\0b")) {
                assertThatThrownBy(() -> files.write(name, "x"))
                        .as(name)
                        .isInstanceOf(FileSystemException.class)
                        .hasMessageContaining("is no name for a file in");
                assertThatThrownBy(() -> files.folder(name)).as(name).hasMessageContaining("is no name for a file in");
            }
        }
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void leavesAFileThatLiesInTheWay() throws IOException {
        try (OutputFolder out = OutputFolder.open(folder)) {
            Path other = Files.writeString(folder.resolve("x"), "mine");

            assertThatThrownBy(() -> out.begin().write("x", "y")).hasMessageContaining("no run has written");
            assertThat(other).hasContent("mine");
        }
        try (OutputFolder next = OutputFolder.open(folder)) {
            next.begin();
            assertThat(folder.resolve("x")).hasContent("mine");
        }
    }

    @Test
    void takesALinkToAFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("target")));

        assertThat(OutputFolder.fault(link)).isEmpty();
    }

    @Test
    void isNoTemporaryFolderWhateverItsName() throws IOException {
        Path out = folder.resolve("managed-flink-orders");
        OutputFolder outputs = OutputFolder.open(out);
        outputs.begin().write("summary.json", "{}");
        outputs.close();
        Files.writeString(out.resolve("notes.txt"), "mine");

        TemporaryFolder.adopt(Files.createDirectory(folder.resolve("managed-flink-next")))
                .close();

        assertThat(out.resolve("notes.txt")).hasContent("mine");
        assertThat(out.resolve("summary.json")).exists();
    }

    @Test
    void takesAFolderWhoseMarkerWasLeftEmpty() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.createFile(out.resolve(FolderMarker.NAME));

        assertThat(OutputFolder.fault(out)).isEmpty();
        OutputFolder.open(out).close();
    }

    @Test
    void refusesAFolderWithAMarkerOfSomethingElse() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Path marker = Files.writeString(out.resolve(FolderMarker.NAME), "settings of another program");

        assertThat(OutputFolder.fault(out))
                .contains("The output folder " + out + " cannot be created or written (its file .mflink is of"
                        + " something else). Name another one.");
        assertThat(marker).hasContent("settings of another program");
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
