package io.github.managedflink.local.kinesis.model;

/** Where a record was stored. */
public record PutResult(String shardId, String sequenceNumber) {}
