package io.github.managedflink.jobs.format;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.model.record.TextTemplate;
import java.util.List;

/** Fills a {@link TextTemplate} with a record's values. For one thread. */
public final class RecordTemplate {
    private final String[] texts;
    private final RecordPath[] fields;
    private final JsonRecordWriter json = new JsonRecordWriter();

    public RecordTemplate(String template) {
        List<TextTemplate.Part> parts = TextTemplate.of(template).parts();
        texts = new String[parts.size()];
        fields = new RecordPath[parts.size()];
        for (int i = 0; i < texts.length; i++) {
            TextTemplate.Part part = parts.get(i);
            if (part.isField()) {
                fields[i] = RecordPath.of(part.text());
            } else {
                texts[i] = part.text();
            }
        }
    }

    /**
     * The text for a record.
     *
     * @throws RecordFault if it has no encoding, because of half a surrogate pair in a value
     */
    public String fill(DataRecord record) throws RecordFault {
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            filled.append(texts[i] != null ? texts[i] : text(fields[i].get(record)));
        }
        String text = filled.toString();
        if (!Utf8.canEncode(text)) {
            throw new RecordFault("the text has half of a surrogate pair, which UTF-8 cannot hold");
        }
        return text;
    }

    private String text(Object value) throws RecordFault {
        if (value == null) {
            return "";
        }
        return ScalarText.isScalar(value) ? ScalarText.of(value) : json.text(value);
    }
}
