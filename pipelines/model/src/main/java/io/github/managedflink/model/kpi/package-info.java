/** KPIs that are watched, and the rules by which there are alerts. */
package io.github.managedflink.model.kpi;
