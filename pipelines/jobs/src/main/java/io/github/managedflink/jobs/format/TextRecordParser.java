package io.github.managedflink.jobs.format;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;

/**
 * Reads messages that are texts in UTF-8: a byte order mark at the beginning and a line end at the end are no part of
 * the text, whatever its format.
 */
abstract class TextRecordParser implements RecordParser {
    static final String EMPTY = "the message is empty";

    @Override
    public final DataRecord parse(byte[] message) throws RecordFault {
        try {
            Utf8.check(message);
            int from = Utf8.startsWithMark(message) ? Utf8.MARK_BYTES : 0;
            int to = withoutLineEnd(message, from);
            return parse(message, from, to);
        } catch (RecordFault e) {
            throw ForeignFormat.named(e, message);
        }
    }

    /** The end of the text but for a line feed, a carriage return, or one and then the other. */
    private static int withoutLineEnd(byte[] message, int from) {
        int end = message.length;
        if (end > from && message[end - 1] == '\n') {
            end--;
        }
        if (end > from && message[end - 1] == '\r') {
            end--;
        }
        return end;
    }

    /**
     * Makes a record of a text, or null of a header.
     *
     * @param message bytes that are UTF-8
     * @param from where the text begins
     * @param to where it ends; {@code from} if it is empty, which each format takes in its own way
     */
    abstract DataRecord parse(byte[] message, int from, int to) throws RecordFault;
}
