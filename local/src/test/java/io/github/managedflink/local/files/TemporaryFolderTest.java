package io.github.managedflink.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir
    Path parent;

    @Test
    void deletesItselfAndNothingThatALinkLeadsTo() throws IOException {
        Path precious = Files.writeString(parent.resolve("precious"), "x");
        Path folder;
        try (TemporaryFolder temporary = adopt("managed-flink-1")) {
            folder = temporary.path();
            Files.createDirectories(folder.resolve("a/b"));
            Files.createSymbolicLink(folder.resolve("a/link"), parent);
        }

        assertThat(folder).doesNotExist();
        assertThat(precious).exists();
    }

    @Test
    void deletesWhatDeadProcessesLeftAndNothingElse() throws Exception {
        // given
        Path foreign = Files.createDirectory(parent.resolve("managed-flink-of-somebody-else"));
        Files.writeString(foreign.resolve("file"), "x");
        Path unfinished = Files.createDirectory(parent.resolve("managed-flink-just-made"));
        Files.createFile(unfinished.resolve(FolderMarker.NAME));
        try (OtherProcess dead = OtherProcess.withTemporaryFolderIn(parent);
                OtherProcess living = OtherProcess.withTemporaryFolderIn(parent);
                TemporaryFolder ours = adopt("managed-flink-ours")) {
            Path left = Files.createDirectory(Path.of(dead.readLine()).resolve("content"));
            Path used = Path.of(living.readLine());
            dead.kill();

            // when
            adopt("managed-flink-next").close();

            // then
            assertThat(left.getParent()).doesNotExist();
            assertThat(used).exists();
            assertThat(ours.path()).exists();
            assertThat(foreign.resolve("file")).exists();
            assertThat(unfinished).exists();
        }
    }

    private TemporaryFolder adopt(String name) throws IOException {
        return TemporaryFolder.adopt(Files.createDirectory(parent.resolve(name)));
    }
}
