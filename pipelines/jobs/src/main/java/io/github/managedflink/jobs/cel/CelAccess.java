package io.github.managedflink.jobs.cel;

import io.github.managedflink.jobs.record.DataRecord;
import java.util.List;
import java.util.Set;

/** Reading variables, fields, elements, and {@code in}. */
final class CelAccess {
    private CelAccess() {}

    /** A top-level field of the record. Where it is declared a double, a whole number in the data is one too. */
    static CelNode field(String name, boolean declaredDouble) {
        String own = name.intern();
        CelFault missing = missing(name);
        return record -> {
            int position = record.indexOf(own);
            if (position < 0) {
                throw missing;
            }
            Object value = record.valueAt(position);
            return declaredDouble ? CelValues.ofDouble(value) : value;
        };
    }

    static CelNode select(CelNode operand, String name) {
        String own = name.intern();
        CelFault missing = missing(name);
        return record -> {
            Object holder = operand.eval(record);
            if (holder instanceof DataRecord) {
                DataRecord fields = (DataRecord) holder;
                int position = fields.indexOf(own);
                if (position >= 0) {
                    return fields.valueAt(position);
                }
            }
            throw missing;
        };
    }

    static CelNode has(CelNode operand, String name) {
        String own = name.intern();
        return record -> {
            Object holder = operand.eval(record);
            if (holder instanceof DataRecord) {
                return ((DataRecord) holder).has(own);
            }
            throw new CelFault("has() of a field of " + CelValues.typeOf(holder) + ", which has no fields");
        };
    }

    static CelNode index(CelNode operand, CelNode index, Set<String> overloads) {
        boolean lists = overloads.contains("index_list");
        boolean maps = overloads.contains("index_map");
        return record -> {
            Object holder = operand.eval(record);
            Object key = CelValues.operand(index.eval(record));
            if (holder instanceof List && key instanceof Number && lists) {
                return element((List<?>) holder, (Number) key);
            }
            if (holder instanceof DataRecord && maps) {
                DataRecord fields = (DataRecord) holder;
                int position = key instanceof String ? fields.indexOf((String) key) : -1;
                if (position >= 0) {
                    return fields.valueAt(position);
                }
                throw missing(String.valueOf(key));
            }
            throw new CelFault("no element " + key + " in a value of type " + CelValues.typeOf(holder));
        };
    }

    private static Object element(List<?> list, Number index) throws CelFault {
        long position = index.longValue();
        if (index.doubleValue() != position || position < 0 || position >= list.size()) {
            throw new CelFault("no element " + index + " in a list of " + list.size());
        }
        return list.get((int) position);
    }

    static CelNode in(CelNode needle, CelNode holder, Set<String> overloads) {
        boolean lists = overloads.contains("in_list");
        boolean maps = overloads.contains("in_map");
        return record -> {
            Object value = needle.eval(record);
            Object container = holder.eval(record);
            if (container instanceof List && lists) {
                return contains((List<?>) container, value);
            }
            if (container instanceof DataRecord && maps) {
                return value instanceof String && ((DataRecord) container).has((String) value);
            }
            throw new CelFault("\"in\" a value of type " + CelValues.typeOf(container));
        };
    }

    /** {@code in} a list of constant texts. */
    static CelNode inTexts(CelNode needle, Set<String> texts) {
        return record -> {
            Object value = needle.eval(record);
            return value instanceof String && texts.contains(value);
        };
    }

    private static boolean contains(List<?> list, Object searched) throws CelFault {
        Object value = CelValues.operand(searched);
        if (CelValues.isStructure(value)) {
            throw new CelUncovered("a structure in a list");
        }
        for (Object element : list) {
            Object own = CelValues.operand(element);
            // Two NaN are the same element, though they are not equal.
            if (!CelValues.isStructure(own)
                    && (CelValues.equal(own, value) || (own instanceof Double && own.equals(value)))) {
                return true;
            }
        }
        return false;
    }

    private static CelFault missing(String name) {
        return new CelFault("the field " + name + " is missing");
    }
}
