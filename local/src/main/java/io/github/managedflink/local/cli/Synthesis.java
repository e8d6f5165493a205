package io.github.managedflink.local.cli;

import io.github.managedflink.local.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a CDK app of the repository in a process of its own, on a class path of its own: the CDK's libraries and Flink's
 * do not mix.
 */
final class Synthesis {
    private static final int LAST_LINES = 20;

    private final Path home;

    Synthesis(Path home) {
        this.home = home.toAbsolutePath();
    }

    /** Synthesizes into a folder, in place of what was there. */
    void run(String mainClass, Path assembly) throws IOException, InterruptedException {
        Folders.delete(assembly);
        Files.createDirectories(assembly);
        Path log = assembly.resolveSibling("synth.log");
        ProcessBuilder builder = new ProcessBuilder(
                        home.resolve("sample-apps/synth").toString(), mainClass)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Node's temporary files are to go with this process's.
        builder.environment().put("TMPDIR", System.getProperty("java.io.tmpdir"));
        builder.environment().put("CDK_OUTDIR", assembly.toAbsolutePath().toString());
        // The repository's tests validate the sample's templates; here it would take longer than all the rest.
        builder.environment().put("CDK_VALIDATION", "false");
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new SynthesisException("The app " + mainClass + " cannot be synthesized:\n" + lastLines(log));
        }
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
