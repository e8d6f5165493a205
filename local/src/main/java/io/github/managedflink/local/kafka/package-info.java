/** An in-process Apache Kafka: start it with {@link io.github.managedflink.local.kafka.KafkaStandIn}. */
package io.github.managedflink.local.kafka;
