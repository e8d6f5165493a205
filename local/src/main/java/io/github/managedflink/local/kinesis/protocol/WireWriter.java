package io.github.managedflink.local.kinesis.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;

/** Writes the members of one message in its format. */
public final class WireWriter {

    private final WireFormat format;
    private final JsonGenerator generator;

    WireWriter(WireFormat format, JsonGenerator generator) {
        this.format = format;
        this.generator = generator;
    }

    public void text(String name, String value) throws IOException {
        generator.writeStringField(name, value);
    }

    public void number(String name, long value) throws IOException {
        generator.writeNumberField(name, value);
    }

    public void flag(String name, boolean value) throws IOException {
        generator.writeBooleanField(name, value);
    }

    public void binary(String name, byte[] value) throws IOException {
        generator.writeBinaryField(name, value);
    }

    public void timestamp(String name, Instant value) throws IOException {
        generator.writeFieldName(name);
        format.writeTimestamp(generator, value);
    }

    public void object(String name, WireBody members) throws IOException {
        generator.writeObjectFieldStart(name);
        members.writeTo(this);
        generator.writeEndObject();
    }

    public void texts(String name, Collection<String> values) throws IOException {
        generator.writeArrayFieldStart(name);
        for (String value : values) {
            generator.writeString(value);
        }
        generator.writeEndArray();
    }

    /** A list of objects. */
    public <T> void list(String name, Collection<T> values, Element<T> element) throws IOException {
        generator.writeArrayFieldStart(name);
        for (T value : values) {
            generator.writeStartObject();
            element.write(this, value);
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }

    /** What writes the members of one object of a list. */
    @FunctionalInterface
    public interface Element<T> {
        void write(WireWriter out, T value) throws IOException;
    }
}
