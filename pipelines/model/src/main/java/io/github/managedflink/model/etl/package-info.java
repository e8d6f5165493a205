/**
 * Streaming ETL pipelines: {@link io.github.managedflink.model.etl.StreamingEtlSpec} and its steps, which
 * {@link io.github.managedflink.model.etl.EtlSteps} makes.
 */
package io.github.managedflink.model.etl;
