/** Messages to records and records to bytes. */
package io.github.managedflink.jobs.format;
