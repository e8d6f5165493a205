/**
 * AWS CDK constructs for Amazon Managed Service for Apache Flink (MSF).
 *
 * <p>{@link io.github.managedflink.constructs.FlinkApplication} runs your own Flink job;
 * {@link io.github.managedflink.constructs.StreamingEtlApp} is a whole pipeline with the job that runs in it.
 */
package io.github.managedflink.constructs;
