/** The steps of a streaming ETL pipeline. Make them with {@link io.github.managedflink.spec.etl.EtlSteps}. */
package io.github.managedflink.spec.etl;
