package io.github.managedflink.local.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.result.LocalRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectTemplateTest {
    @TempDir
    Path folder;

    @Test
    void writesAProjectOfThatName() throws IOException {
        Path project = ProjectTemplate.write(folder, "order-totals");

        assertThat(project).isEqualTo(folder.resolve("order-totals"));
        assertThat(project.resolve("README.md")).content().startsWith("# order-totals\n");
        assertThat(project.resolve("pom.xml"))
                .content()
                .contains("<artifactId>order-totals</artifactId>", "--add-opens=java.base/java.util=ALL-UNNAMED")
                .doesNotContain("@");
        assertThat(project.resolve(".gitignore")).exists();
        assertThat(Files.isExecutable(project.resolve("mflink"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Orders", "a_b", "../orders", "1st", "orders-", "o/r"})
    void refusesANameThatIsNone(String name) {
        assertThatThrownBy(() -> ProjectTemplate.write(folder, name))
                .isInstanceOf(LocalRunException.class)
                .hasMessageStartingWith("The name " + name + " is none for a project");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writesOverNothing() throws IOException {
        Path there = Files.writeString(folder.resolve("orders"), "mine");

        assertThatThrownBy(() -> ProjectTemplate.write(folder, "orders"))
                .isInstanceOf(LocalRunException.class)
                .hasMessage(there + " is there already. Give another name.");
        assertThat(there).hasContent("mine");
    }
}
