/** The job of {@link io.github.managedflink.spec.kpi.KpiMonitorSpec}. */
package io.github.managedflink.jobs.kpi;
