package io.github.managedflink.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the README and of the pages in {@code docs} compile. */
class ReadmeExamplesTest {
    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?class (\\w+)");

    private record Example(MarkdownPage page, String code) {
        String className() {
            Matcher name = CLASS.matcher(code);
            MatchResult first = name.results().findFirst().orElseThrow();
            return first.group(1);
        }

        @Override
        public String toString() {
            return page + ": " + className();
        }
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.guides()) {
            page.examples().forEach(code -> examples.add(new Example(page, code)));
        }
        assertThat(examples)
                .extracting(example -> example.page().toString())
                .contains("README.md", "docs/leaderboards.md");
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void compiles(Example example, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(example.className() + ".java"), example.code());

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-d",
                                folder.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-sourcepath",
                                MadeProject.SOURCES.resolve("src/main/java").toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                .call();

        assertThat(compiled).as(messages.toString()).isTrue();
    }
}
