package io.github.managedflink.local.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process that has a folder, as another run would. */
final class OtherProcess implements AutoCloseable {
    private final Process process;

    private OtherProcess(Process process) {
        this.process = process;
    }

    /** Starts one that has an output folder. */
    static OtherProcess holding(Path folder) throws IOException {
        OtherProcess other = start(folder.toString());
        other.readLine();
        return other;
    }

    /** Starts one that makes a temporary folder. */
    static OtherProcess withTemporaryFolderIn(Path parent) throws IOException {
        return start("-Djava.io.tmpdir=" + parent, "");
    }

    private static OtherProcess start(String... arguments) throws IOException {
        boolean option = arguments.length > 1;
        return new OtherProcess(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option ? arguments[0] : "-Dunused",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        arguments[arguments.length - 1]))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Returns the line that it prints when it has the folder: the folder. */
    String readLine() throws IOException {
        return process.inputReader(StandardCharsets.UTF_8).readLine();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Has the folder until its input ends. */
    public static void main(String[] arguments) throws IOException {
        Path folder = arguments[0].isEmpty()
                ? TemporaryFolder.create().path()
                : OutputFolder.open(Path.of(arguments[0])).path();
        System.out.println(folder);
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
