/**
 * States of groups, which the rules of a monitor make of their windows, and the alerts when they change. Nothing here
 * knows Flink but for the form in which state is written.
 */
package io.github.managedflink.jobs.kpi.alert;
