/** What the monitors of a run have told: their alerts as a timeline and as plots. */
package io.github.managedflink.local.kpi;
