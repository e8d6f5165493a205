package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.record.EtlRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.spec.etl.MaskStep;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

final class Mask implements Transform {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final RecordPath field;
    private final MaskStep.Method method;
    private final int kept;
    private final byte[] salt;
    private final MessageDigest sha256;

    Mask(MaskStep step) {
        this.field = RecordPath.of(step.field());
        this.method = step.method();
        this.kept = step.kept();
        this.salt = step.salt() == null ? new byte[0] : step.salt().getBytes(StandardCharsets.UTF_8);
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean apply(EtlEvent event) throws RecordFault {
        EtlRecord holder = field.holder(event.record());
        int position = holder == null ? -1 : holder.indexOf(field.lastName());
        if (position < 0 || holder.valueAt(position) == null) {
            return true;
        }
        String text = ScalarText.of(holder.valueAt(position));
        if (text == null) {
            throw new RecordFault("the field " + field + " is an object or a list, which cannot be masked");
        }
        holder.setAt(position, masked(text));
        return true;
    }

    private String masked(String text) {
        switch (method) {
            case SHA_256:
                sha256.update(salt);
                return hex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
            case KEEP_LAST:
                int characters = text.codePointCount(0, text.length());
                int hidden = Math.max(0, characters - kept);
                return "*".repeat(hidden) + text.substring(text.offsetByCodePoints(0, hidden));
            default:
                return "*".repeat(text.codePointCount(0, text.length()));
        }
    }

    private static String hex(byte[] bytes) {
        char[] digits = new char[bytes.length * 2];
        for (int i = 0; i < bytes.length; i++) {
            digits[2 * i] = HEX[(bytes[i] >> 4) & 0xF];
            digits[2 * i + 1] = HEX[bytes[i] & 0xF];
        }
        return new String(digits);
    }
}
