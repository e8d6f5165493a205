/** The job of {@link io.github.managedflink.model.kpi.KpiMonitorSpec}. */
package io.github.managedflink.jobs.kpi;
