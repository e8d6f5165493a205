/** What travels through a pipeline: a record with the message that it came from. */
package io.github.managedflink.jobs.event;
