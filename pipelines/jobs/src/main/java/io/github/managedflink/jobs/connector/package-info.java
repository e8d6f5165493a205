/** What sources and sinks are to the pipelines, whatever service they are for, and the formats of their messages. */
package io.github.managedflink.jobs.connector;
