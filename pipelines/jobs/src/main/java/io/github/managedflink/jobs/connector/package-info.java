/** What sources and sinks have in common, and which connector runs which. */
package io.github.managedflink.jobs.connector;
