/** Streams, shards and records of the Kinesis stand-in: pure, thread-safe, and ignorant of any wire protocol. */
package io.github.managedflink.local.kinesis.model;
