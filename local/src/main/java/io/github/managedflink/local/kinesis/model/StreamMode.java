package io.github.managedflink.local.kinesis.model;

/** A stream's capacity mode. */
public enum StreamMode {
    PROVISIONED,
    ON_DEMAND
}
