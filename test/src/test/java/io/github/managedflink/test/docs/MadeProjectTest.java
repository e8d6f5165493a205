package io.github.managedflink.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.project.ProjectTemplate;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.result.RecordCounts;
import io.github.managedflink.local.run.LocalRun;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.constructs.Construct;

/** The project that {@code mflink init} makes is the documents' example, and works. */
class MadeProjectTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "README.md, src/main/java/com/example/OrdersStack.java",
        "docs/testing.md, src/test/java/com/example/OrdersTest.java"
    })
    void documentsShowIt(String page, String source) throws IOException {
        assertThat(MarkdownPage.read(MarkdownPage.ROOT.resolve(page)).examples())
                .contains(Files.readString(MadeProject.SOURCES.resolve(source)));
    }

    @Test
    void itsStackRunsOnItsData() throws Exception {
        Path project = ProjectTemplate.write(folder, "order-totals");
        Path classes = compile(project);
        Path assembly = folder.resolve("cdk.out");
        App app = new App(AppProps.builder().outdir(assembly.toString()).build());
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            loader.loadClass("com.example.OrdersStack")
                    .getConstructor(Construct.class, String.class)
                    .newInstance(app, "Orders");
        }
        app.synth();

        LocalRunResult result = LocalRun.builder()
                .assembly(assembly)
                .stack("Orders")
                .feed("Etl/Stream", project.resolve("data/orders.tsv"))
                .out(folder.resolve("out"))
                .untilDrained()
                .run();

        RecordCounts counts = result.application("Etl/Application").counts().orElseThrow();
        assertThat(counts.out()).isEqualTo(3);
        assertThat(counts.rejected()).isEqualTo(1);
    }

    /** Compiles all that it holds, its test too. */
    private Path compile(Path project) throws IOException {
        Path classes = folder.resolve("classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (Stream<Path> files = Files.walk(project)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            boolean compiled = compiler.getTask(
                            messages,
                            null,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        return classes;
    }
}
