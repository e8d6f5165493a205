package io.github.managedflink.jobs.metric;

import io.github.managedflink.jobs.cel.CelProgram;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.RecordShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an event adds to each slot: its conditions are evaluated and the fields that they let count are read once,
 * before anything is added, so that an event counts wholly or is refused. For one thread.
 */
public final class Measurement {
    private final Condition[] conditions;
    private final Field[] fields;
    /** For each slot, its condition, or null. */
    private final Condition[] conditionOf;
    /** For each slot, its field, or null. */
    private final Field[] fieldOf;

    private final Moment moment = new Moment();

    /** @param shape what is known of the events */
    public Measurement(AccumulatorLayout layout, RecordShape shape) {
        List<Slot> slots = layout.slots();
        Map<String, Condition> byText = new LinkedHashMap<>();
        Map<String, Field> byPath = new LinkedHashMap<>();
        conditionOf = new Condition[slots.size()];
        fieldOf = new Field[slots.size()];
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.condition() != null) {
                conditionOf[i] = byText.computeIfAbsent(slot.condition(), text -> new Condition(text, shape));
            }
            if (slot.field() != null) {
                fieldOf[i] = byPath.computeIfAbsent(slot.field(), Field::new);
                fieldOf[i].isHashed |= slot.kind() == Slot.Kind.DISTINCT;
                fieldOf[i].isNumber |= slot.kind() != Slot.Kind.DISTINCT;
            }
        }
        conditions = byText.values().toArray(new Condition[0]);
        fields = byPath.values().toArray(new Field[0]);
    }

    /**
     * Measures an event.
     *
     * @param time when it happened, in milliseconds since the epoch
     * @throws RecordFault if a condition cannot be evaluated, or a field that counts should be a number and is none
     */
    public void of(DataRecord record, long time) throws RecordFault {
        moment.time = time;
        for (Condition condition : conditions) {
            condition.holds = condition.program.test(record);
        }
        for (Field field : fields) {
            field.isRead = false;
        }
        for (int i = 0; i < fieldOf.length; i++) {
            if (fieldOf[i] != null && holds(i) && !fieldOf[i].isRead) {
                fieldOf[i].read(record);
            }
        }
    }

    private boolean holds(int slot) {
        return conditionOf[slot] == null || conditionOf[slot].holds;
    }

    boolean counts(int slot) {
        return holds(slot) && (fieldOf[slot] == null || fieldOf[slot].isPresent);
    }

    Accumulator.Input input(int slot) {
        return fieldOf[slot] == null ? moment : fieldOf[slot];
    }

    private static final class Condition {
        private final CelProgram program;
        private boolean holds;

        Condition(String text, RecordShape shape) {
            program = CelProgram.of(CelExpression.compile(text, shape));
        }
    }

    /** What an event has whatever its fields. */
    private static final class Moment implements Accumulator.Input {
        private long time;

        @Override
        public long time() {
            return time;
        }
    }

    private static final class Field implements Accumulator.Input {
        private final RecordPath path;
        private final NumericInput number = new NumericInput();
        private boolean isNumber;
        private boolean isHashed;
        private boolean isRead;
        private boolean isPresent;
        private long hash;

        Field(String text) {
            path = RecordPath.of(text);
        }

        void read(DataRecord record) throws RecordFault {
            isRead = true;
            Object value = path.get(record);
            isPresent = value != null;
            if (!isPresent) {
                return;
            }
            if (isNumber) {
                number.read(path.toString(), value);
            }
            if (isHashed) {
                String text = ScalarText.of(value);
                if (text == null) {
                    throw new RecordFault("the field " + path + " is an object or a list, and should be one value");
                }
                hash = ValueHash.of(text);
            }
        }

        @Override
        public NumericInput number() {
            return number;
        }

        @Override
        public long hash() {
            return hash;
        }
    }
}
