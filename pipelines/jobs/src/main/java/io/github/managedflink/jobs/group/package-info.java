/** The values that events are grouped by, and where in a shuffle a group belongs. */
package io.github.managedflink.jobs.group;
