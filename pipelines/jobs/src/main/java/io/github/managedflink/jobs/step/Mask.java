package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.format.Utf8;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.model.etl.MaskStep;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class Mask implements Transform {
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final String HMAC = "HmacSHA256";

    private final RecordPath field;
    private final MaskStep.Method method;
    private final int kept;
    /** Null unless values are hashed. */
    private final Mac mac;

    Mask(MaskStep step) {
        this.field = RecordPath.of(step.field());
        this.method = step.method();
        this.kept = step.kept();
        this.mac = method == MaskStep.Method.HMAC_SHA_256 ? mac(step.salt()) : null;
    }

    private static Mac mac(String salt) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    @Override
    public boolean apply(PipelineEvent event) throws RecordFault {
        DataRecord holder = field.holder(event.record());
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

    private String masked(String text) throws RecordFault {
        if (mac != null) {
            // All texts that no encoding holds would have the hash of one.
            if (!Utf8.canEncode(text)) {
                throw new RecordFault("the field " + field + " has half of a surrogate pair, which has no hash");
            }
            return hex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        }
        int characters = text.codePointCount(0, text.length());
        // A value that is no longer than what may be seen would be seen whole.
        int hidden = method == MaskStep.Method.KEEP_LAST && characters > kept ? characters - kept : characters;
        return "*".repeat(hidden) + text.substring(text.offsetByCodePoints(0, hidden));
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
