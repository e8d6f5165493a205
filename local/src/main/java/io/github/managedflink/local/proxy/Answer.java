package io.github.managedflink.local.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a {@link GatedProxy} answers in the server's place. */
@SuppressWarnings("ArrayRecordComponent") // It is sent and never compared.
public record Answer(int status, Map<String, String> headers, byte[] body) {

    public static Answer of(int status, String contentType, String body) {
        return new Answer(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }
}
