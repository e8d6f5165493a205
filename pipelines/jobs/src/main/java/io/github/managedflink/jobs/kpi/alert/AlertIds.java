package io.github.managedflink.jobs.kpi.alert;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Ids of alerts: of monitor, rule, group, time and state alone, so that an alert which is told again has the id that it had. */
final class AlertIds {
    private static final int BYTES = 16;

    private AlertIds() {}

    static String of(String monitor, String group, AlertDraft alert) {
        String text =
                String.join("\n", monitor, alert.rule, group, Long.toString(alert.transition), alert.state.toString());
        if (alert.kind == Alert.Kind.REMINDER) {
            text += "\n" + alert.reminder;
        }
        byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%032x", new BigInteger(1, Arrays.copyOf(hash, BYTES)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
