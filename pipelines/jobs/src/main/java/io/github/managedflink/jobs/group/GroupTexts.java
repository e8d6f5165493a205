package io.github.managedflink.jobs.group;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import java.util.Arrays;

/**
 * The texts of an event's group, to look its accumulators up by without making a key for each event. One instance is
 * read into again and again.
 */
public final class GroupTexts {
    private final String[] texts;
    private int hash;

    /** For groups of so many fields. */
    public GroupTexts(int fields) {
        this(new String[fields], 0);
    }

    private GroupTexts(String[] texts, int hash) {
        this.texts = texts;
        this.hash = hash;
    }

    /**
     * Takes the texts of an event.
     *
     * @throws RecordFault if a field is missing, null, an object or a list
     */
    public void read(RecordPath[] fields, DataRecord record) throws RecordFault {
        int combined = 1;
        for (int i = 0; i < fields.length; i++) {
            Object value = fields[i].get(record);
            String text = value instanceof String ? (String) value : ScalarText.of(value);
            if (text == null) {
                throw new RecordFault("the group field " + fields[i] + " is missing, null, an object or a list");
            }
            texts[i] = text;
            combined = 31 * combined + text.hashCode();
        }
        hash = combined;
    }

    /** The same texts in an instance that nobody changes. */
    public GroupTexts copy() {
        return new GroupTexts(texts.clone(), hash);
    }

    /** The key of the group. */
    public GroupKey key() {
        return GroupKey.of(texts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupTexts
                && ((GroupTexts) other).hash == hash
                && Arrays.equals(((GroupTexts) other).texts, texts);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
