/** What sources and sinks of Kafka share. */
package io.github.managedflink.model.msk;
