package io.github.managedflink.local.flink;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes what an application's main method prints, which belongs neither among the results nor among the progress. It is
 * held until the streams are back, because a logger may itself write to them.
 */
final class MainOutput {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private MainOutput() {}

    /** Takes both standard streams of the process. */
    static MainOutput capture() {
        MainOutput output = new MainOutput();
        PrintStream stream = new PrintStream(output.printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        return output;
    }

    /**
     * Gives the streams back.
     *
     * @return what was printed, without white space at its end
     */
    String release() {
        System.setOut(out);
        System.setErr(err);
        return printed.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
