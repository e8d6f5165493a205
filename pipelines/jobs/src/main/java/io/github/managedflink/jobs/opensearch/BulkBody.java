package io.github.managedflink.jobs.opensearch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The body of a bulk request: a line for each action and, but in a deletion, one for its document. */
final class BulkBody {
    private static final byte[] INDEX = ascii("{\"index\":{\"_index\":\"");
    private static final byte[] DELETE = ascii("{\"delete\":{\"_index\":\"");
    private static final byte[] ID = ascii("\",\"_id\":\"");
    private static final byte[] VERSION = ascii("\",\"version_type\":\"external_gte\",\"version\":");
    private static final byte[] END_AFTER_VERSION = ascii("}}\n");
    private static final byte[] END = ascii("\"}}\n");

    private BulkBody() {}

    static byte[] of(List<OpenSearchEntry> entries) {
        long size = 0;
        for (OpenSearchEntry entry : entries) {
            size += entry.sizeInBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(Math.toIntExact(size));
        for (OpenSearchEntry entry : entries) {
            body.writeBytes(entry.isDeletion() ? DELETE : INDEX);
            body.writeBytes(quoted(entry.index()));
            body.writeBytes(ID);
            body.writeBytes(quoted(entry.id()));
            if (entry.hasVersion()) {
                body.writeBytes(VERSION);
                body.writeBytes(ascii(Long.toString(entry.version())));
                body.writeBytes(END_AFTER_VERSION);
            } else {
                body.writeBytes(END);
            }
            body.writeBytes(entry.document());
        }
        return body.toByteArray();
    }

    private static byte[] quoted(String text) {
        return JsonStringEncoder.getInstance().quoteAsUTF8(text);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
