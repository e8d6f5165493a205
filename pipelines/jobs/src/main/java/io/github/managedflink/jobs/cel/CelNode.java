package io.github.managedflink.jobs.cel;

import io.github.managedflink.jobs.record.EtlRecord;

/**
 * A part of an expression, ready to be evaluated. Its value is a Java value of CEL: null, {@link Boolean}, {@link Long}, {@link Double}, {@link String},
 * {@link java.time.Instant}, {@link EtlRecord} for a map or a {@link java.util.List}.
 */
@FunctionalInterface
interface CelNode {
    Object eval(EtlRecord record) throws CelFault;
}
