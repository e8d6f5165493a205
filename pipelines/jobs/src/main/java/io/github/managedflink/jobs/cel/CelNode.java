package io.github.managedflink.jobs.cel;

import io.github.managedflink.jobs.record.DataRecord;

/**
 * A part of an expression, ready to be evaluated. Its value is a Java value of CEL: null, {@link Boolean},
 * {@link Long}, {@link Double}, {@link String}, {@link java.time.Instant}, {@link DataRecord} for a map or a
 * {@link java.util.List}.
 */
@FunctionalInterface
interface CelNode {
    Object eval(DataRecord record) throws CelFault;
}
