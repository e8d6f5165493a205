package io.github.managedflink.jobs.async;

import io.github.managedflink.jobs.event.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** An entry that is a text. */
final class TextEntry extends SinkEntry {
    private static final long serialVersionUID = 1L;

    private final String text;

    TextEntry(String text) {
        this(new Message(text.getBytes(StandardCharsets.UTF_8), "shard-1", text, 0), text);
    }

    private TextEntry(Message message, String text) {
        super(message);
        this.text = text;
    }

    String text() {
        return text;
    }

    @Override
    public long sizeInBytes() {
        return text.length();
    }

    @Override
    public String toString() {
        return text;
    }

    /** The text. */
    public static final class Codec extends EntryCodec<TextEntry> {
        private static final long serialVersionUID = 1L;

        @Override
        public Class<TextEntry> type() {
            return TextEntry.class;
        }

        @Override
        protected void writeContent(TextEntry entry, DataOutputView out) throws IOException {
            StringValue.writeString(entry.text, out);
        }

        @Override
        protected TextEntry readContent(Message message, DataInputView in) throws IOException {
            return new TextEntry(message, StringValue.readString(in));
        }
    }
}
