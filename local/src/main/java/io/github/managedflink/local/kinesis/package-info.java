/** An in-process Kinesis Data Streams: start it with {@link io.github.managedflink.local.kinesis.KinesisStandIn}. */
package io.github.managedflink.local.kinesis;
