/**
 * Streaming ETL pipelines: {@link io.github.managedflink.spec.etl.StreamingEtlSpec} and its steps, which {@link
 * io.github.managedflink.spec.etl.EtlSteps} makes.
 */
package io.github.managedflink.spec.etl;
