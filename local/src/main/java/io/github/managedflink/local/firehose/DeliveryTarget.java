package io.github.managedflink.local.firehose;

/** Where a delivery stream puts its objects: a bucket. */
@FunctionalInterface
public interface DeliveryTarget {

    /** Stores an object. What it throws fails the call that filled the buffer; the records stay in it. */
    void put(String key, byte[] content);
}
