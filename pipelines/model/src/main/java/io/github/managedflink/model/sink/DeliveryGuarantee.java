package io.github.managedflink.model.sink;

/** What a sink promises about a record when a job fails and reads it again. */
public enum DeliveryGuarantee {
    /** Who reads what is committed finds each record once. */
    EXACTLY_ONCE,
    /** A record that is written again replaces itself, because it has the same key. */
    EFFECTIVELY_ONCE,
    /** No record is lost; one that is written again is there twice. */
    AT_LEAST_ONCE
}
