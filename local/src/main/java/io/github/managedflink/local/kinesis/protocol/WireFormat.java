package io.github.managedflink.local.kinesis.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.github.managedflink.local.http.AwsProtocol;
import io.github.managedflink.local.http.JsonProtocol;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** The two encodings of a message body. They differ in how bytes and timestamps look, and in nothing else. */
public enum WireFormat {
    JSON("application/x-amz-json-1.1", new ObjectMapper()) {
        @Override
        void writeTimestamp(JsonGenerator generator, Instant instant) throws IOException {
            generator.writeNumber(BigDecimal.valueOf(instant.toEpochMilli(), 3));
        }

        @Override
        Instant readTimestamp(JsonNode number) {
            return Instant.ofEpochMilli(number.decimalValue().movePointRight(3).longValue());
        }
    },
    CBOR("application/x-amz-cbor-1.1", new CBORMapper()) {

        private static final int EPOCH_TIME_TAG = 1;

        @Override
        void writeTimestamp(JsonGenerator generator, Instant instant) throws IOException {
            ((CBORGenerator) generator).writeTag(EPOCH_TIME_TAG);
            generator.writeNumber(instant.toEpochMilli());
        }

        /** Milliseconds: the AWS SDKs' CBOR departs from RFC 8949, whose tag 1 counts seconds. */
        @Override
        Instant readTimestamp(JsonNode number) {
            return Instant.ofEpochMilli(number.longValue());
        }
    };

    private final String mediaType;

    @SuppressWarnings("Immutable") // Nothing configures it once it is here, and then it is thread-safe.
    private final ObjectMapper mapper;

    WireFormat(String mediaType, ObjectMapper mapper) {
        this.mediaType = mediaType;
        this.mapper = mapper;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The format of a Content-Type header, parameters such as a charset aside. */
    public static Optional<WireFormat> ofContentType(String contentType) {
        for (WireFormat format : values()) {
            if (contentType != null && contentType.startsWith(format.mediaType)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** Returns the protocol of messages in this format. */
    public AwsProtocol protocol() {
        return new JsonProtocol("Kinesis_20131202", mediaType, mapper);
    }

    /** Returns a request, which its protocol has read. */
    public WireRequest request(JsonNode body) {
        return new WireRequest(this, body);
    }

    public void write(WireBody body, OutputStream out) throws IOException {
        try (JsonGenerator generator = mapper.createGenerator(out)) {
            generator.writeStartObject();
            body.writeTo(new WireWriter(this, generator));
            generator.writeEndObject();
        }
    }

    abstract void writeTimestamp(JsonGenerator generator, Instant instant) throws IOException;

    abstract Instant readTimestamp(JsonNode number);
}
