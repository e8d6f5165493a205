package io.github.managedflink.jobs.format;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One text a message, taken apart by the named groups of a regular expression. */
final class RegexRecordParser extends TextRecordParser {
    private final Pattern pattern;
    private final String[] names;
    private final int[] groups;

    /** @param selection the groups that are needed; null for all */
    RegexRecordParser(String expression, FieldSelection selection) {
        this.pattern = Pattern.compile(expression);
        Map<String, Integer> named = new HashMap<>(pattern.namedGroups());
        if (selection != null) {
            named.keySet().removeIf(name -> !selection.has(name));
        }
        this.names = named.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(entry -> entry.getKey().intern())
                .toArray(String[]::new);
        this.groups =
                named.values().stream().sorted().mapToInt(Integer::intValue).toArray();
    }

    @Override
    DataRecord parse(byte[] message, int from, int to) throws RecordFault {
        Matcher matcher = pattern.matcher(new String(message, from, to - from, StandardCharsets.UTF_8));
        if (!matcher.matches()) {
            throw new RecordFault(from == to ? EMPTY : "the text does not match the expression");
        }
        DataRecord record = new DataRecord(names.length + 4);
        for (int i = 0; i < names.length; i++) {
            record.add(names[i], matcher.group(groups[i]));
        }
        return record;
    }
}
