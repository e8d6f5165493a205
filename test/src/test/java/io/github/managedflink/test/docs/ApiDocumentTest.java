package io.github.managedflink.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiDocumentTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<String> PACKAGES = List.of(
            "io.github.managedflink.constructs",
            "io.github.managedflink.local.result",
            "io.github.managedflink.local.run",
            "io.github.managedflink.model");
    /** Classes that users meet of packages that are internal as a whole. */
    private static final List<String> CLASSES = List.of(
            "access/AccessReport",
            "access/CheckedCall",
            "access/UnusedGrant",
            "gate/ServiceCall",
            "gate/ServiceFault",
            "template/AssemblyException");

    private static final List<String> INTERNAL =
            List.of("io.github.managedflink.constructs.internal", "io.github.managedflink.model.settings");

    /** With {@code -Dapi.update=true} the file is written instead of compared. */
    @Test
    void apiMdSaysWhatTheSourcesSay(@TempDir Path folder) throws IOException {
        String made = make(folder.resolve("API.md"));
        Path file = ROOT.resolve("API.md");

        if (Boolean.getBoolean("api.update")) {
            Files.writeString(file, made);
        }

        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(
                        "API.md is out of date: run `mvn verify -Dtest=ApiDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dapi.update=true`")
                .isEqualTo(made);
    }

    private static List<Path> classes() {
        Path local = ROOT.resolve("local/src/main/java/io/github/managedflink/local");
        return CLASSES.stream().map(name -> local.resolve(name + ".java")).collect(Collectors.toList());
    }

    private static String make(Path file) throws IOException {
        String sources = Stream.of("pipelines/model", "constructs/library", "local")
                .map(module -> ROOT.resolve(module).resolve("src/main/java").toString())
                .collect(Collectors.joining(System.getProperty("path.separator")));
        StringWriter messages = new StringWriter();
        DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
        StandardJavaFileManager files = tool.getStandardFileManager(null, null, null);
        boolean done = tool.getTask(
                        messages,
                        files,
                        null,
                        MarkdownDoclet.class,
                        List.of(
                                "--output",
                                file.toString(),
                                "-sourcepath",
                                sources,
                                "-classpath",
                                System.getProperty("java.class.path"),
                                "-subpackages",
                                String.join(":", PACKAGES),
                                "-exclude",
                                String.join(":", INTERNAL)),
                        files.getJavaFileObjectsFromPaths(classes()))
                .call();
        assertThat(done).as(messages.toString()).isTrue();
        String text = Files.readString(file);
        assertThat(text).as("every tag has a text").doesNotContain("{@");
        return text;
    }
}
