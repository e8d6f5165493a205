/** An in-process Amazon Data Firehose: {@link io.github.managedflink.local.firehose.FirehoseStandIn}. */
package io.github.managedflink.local.firehose;
