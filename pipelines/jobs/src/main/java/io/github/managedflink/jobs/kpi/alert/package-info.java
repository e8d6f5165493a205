/** What the rules of a monitor make of the windows of a group: states, and the alerts when they change. Nothing here knows Flink but for the form in which state is written. */
package io.github.managedflink.jobs.kpi.alert;
