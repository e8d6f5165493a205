package io.github.managedflink.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the texts that the script shows without Java against what the commands take. {@code -Dusage.update=true} writes
 * them anew.
 */
class UsageTest {
    private static final Path TEXTS = Path.of("src/main/usage");

    @ParameterizedTest
    @ValueSource(strings = {"mflink", "demo", "init", "run", "report"})
    void theScriptShowsWhatTheCommandTakes(String command) throws IOException {
        StringWriter out = new StringWriter();
        Console console =
                new Console(new PrintWriter(out, true), new PrintWriter(new StringWriter()), OptionalInt.empty());
        System.setProperty(
                "mflink.home", Path.of("..").toAbsolutePath().normalize().toString());
        try {
            Mflink.execute(
                    console, command.equals("mflink") ? new String[] {"help"} : new String[] {command, "--help"});
        } finally {
            System.clearProperty("mflink.home");
        }

        Path text = TEXTS.resolve(command + ".txt");
        if (Boolean.getBoolean("usage.update")) {
            Files.createDirectories(TEXTS);
            Files.writeString(text, out.toString());
        }
        assertThat(text).hasContent(out.toString());
    }
}
