package io.github.managedflink.local.glue;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * How a new version of a schema has to go with the earlier ones. It is checked for Avro; JSON schemas may change at
 * will.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html#schema-registry-compatibility">Schema
 *     versioning and compatibility</a>
 */
public enum Compatibility {
    /** Everything goes. */
    NONE(false, false, false),
    /** There are no new versions. */
    DISABLED(false, false, false),
    /** A reader of the new version reads what was written in the last one. */
    BACKWARD(true, false, false),
    /** A reader of the new version reads what was written in any earlier one. */
    BACKWARD_ALL(true, false, true),
    /** A reader of the last version reads what is written in the new one. */
    FORWARD(false, true, false),
    /** A reader of any earlier version reads what is written in the new one. */
    FORWARD_ALL(false, true, true),
    /** Both, with the last version. */
    FULL(true, true, false),
    /** Both, with all earlier versions. */
    FULL_ALL(true, true, true);

    private final boolean newReadsOld;
    private final boolean oldReadsNew;
    private final boolean withAll;

    Compatibility(boolean newReadsOld, boolean oldReadsNew, boolean withAll) {
        this.newReadsOld = newReadsOld;
        this.oldReadsNew = oldReadsNew;
        this.withAll = withAll;
    }

    /**
     * Whether a version may follow.
     *
     * @param earlier the versions in force, the last of them last; not empty
     */
    boolean allows(Object next, List<?> earlier) {
        List<?> concerned = withAll ? earlier : earlier.subList(earlier.size() - 1, earlier.size());
        return !(next instanceof Schema newest) || concerned.stream().allMatch(each -> allows(newest, (Schema) each));
    }

    private boolean allows(Schema next, Schema earlier) {
        return (!newReadsOld || reads(next, earlier)) && (!oldReadsNew || reads(earlier, next));
    }

    private static boolean reads(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }
}
