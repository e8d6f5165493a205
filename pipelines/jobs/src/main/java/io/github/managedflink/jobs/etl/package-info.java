/** The streaming ETL pipeline. */
package io.github.managedflink.jobs.etl;
