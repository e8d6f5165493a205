package io.github.managedflink.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadmeExamplesTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?class (\\w+)");

    static List<String> examples() throws IOException {
        String readme =
                Files.readString(Path.of("").toAbsolutePath().getParent().resolve("README.md"));
        List<String> examples =
                BLOCK.matcher(readme).results().map(block -> block.group(1)).toList();
        assertThat(examples).isNotEmpty();
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void compiles(String example, @TempDir Path folder) throws IOException {
        Matcher name = CLASS.matcher(example);
        MatchResult first = name.results().findFirst().orElseThrow();
        Path file = Files.writeString(folder.resolve(first.group(1) + ".java"), example);

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path")),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                .call();

        assertThat(compiled).as(messages.toString()).isTrue();
    }
}
