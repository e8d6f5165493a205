package io.github.managedflink.local.kinesis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/**
 * What one service answered to a scenario, in words that leave out what may differ: numbers, tokens, times and
 * messages.
 */
final class Transcript {

    private final List<String> lines = new ArrayList<>();

    /** Notes what a call answered: its meaning, or the error that it was refused with. */
    void note(String what, Supplier<?> call) {
        String answer;
        try {
            answer = String.valueOf(call.get());
        } catch (KinesisException e) {
            answer = refusal(e);
        }
        lines.add(what + ": " + answer);
    }

    /** Notes whether a call was refused, and with which error. */
    void noteRefusal(String what, Runnable call) {
        note(what, () -> {
            call.run();
            return "accepted";
        });
    }

    /**
     * The error's code. The service answers ValidationException to what its API model forbids and
     * InvalidArgumentException to what only the state of things forbids; kinesis-local knows but the latter, and so
     * both count as one here.
     */
    private static String refusal(KinesisException e) {
        String code = e.awsErrorDetails().errorCode();
        return code.equals("ValidationException") ? "InvalidArgumentException" : code;
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
