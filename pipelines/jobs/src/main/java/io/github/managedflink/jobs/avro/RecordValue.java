package io.github.managedflink.jobs.avro;

/** Makes a record's value of an Avro value, by one schema: the way back of {@link AvroValue}. */
@FunctionalInterface
interface RecordValue {
    Object of(Object avro);
}
