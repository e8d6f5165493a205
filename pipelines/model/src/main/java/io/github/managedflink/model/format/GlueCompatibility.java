package io.github.managedflink.model.format;

/**
 * How a new version of a schema in AWS Glue Schema Registry has to go with the earlier ones.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html#schema-registry-compatibility">Schema
 *     versioning and compatibility</a>
 */
public enum GlueCompatibility {
    /** There are no new versions. */
    DISABLED,
    /** Anything goes. */
    NONE,
    /** Who reads with the new version can read what was written with the last one. */
    BACKWARD,
    /** Who reads with the new version can read what was written with any earlier one. */
    BACKWARD_ALL,
    /** Who reads with the last version can read what is written with the new one. */
    FORWARD,
    /** Who reads with any earlier version can read what is written with the new one. */
    FORWARD_ALL,
    /** Both, as to the last version. */
    FULL,
    /** Both, as to all earlier versions. */
    FULL_ALL
}
