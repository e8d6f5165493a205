/** Kinesis data streams. */
package io.github.managedflink.jobs.kinesis;
