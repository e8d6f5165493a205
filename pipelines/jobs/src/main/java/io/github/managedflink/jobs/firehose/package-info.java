/** Amazon Data Firehose. */
package io.github.managedflink.jobs.firehose;
