package io.github.managedflink.jobs.avro;

import io.github.managedflink.jobs.record.RecordFault;

/** Makes the Avro value of a record's value, by one schema. */
@FunctionalInterface
interface AvroValue {
    Object encode(Object value) throws RecordFault;
}
